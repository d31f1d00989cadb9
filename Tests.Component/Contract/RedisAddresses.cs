using System.Net;
using Pipeline.Redis;
using StackExchange.Redis;
using Xunit;

namespace Tests.Component.Contract;

public sealed class RedisAddresses
{
    [Theory]
    [InlineData("localhost:6379", "localhost", 6379)]
    [InlineData("redis.example.com:6380,password=secret", "redis.example.com", 6380)]
    [InlineData("redis://localhost", "localhost", 6379)]
    [InlineData("redis://localhost:7000", "localhost", 7000)]
    [InlineData("redis://user:secret@redis.example.com:7000/3", "redis.example.com", 7000)]
    public void Both_forms_name_host_and_port(string text, string host, int port)
    {
        var endPoint = Assert.IsType<DnsEndPoint>(Assert.Single(RedisAddress.Parse(text).EndPoints));

        Assert.Equal((host, port), (endPoint.Host, endPoint.Port));
    }

    [Theory]
    [InlineData("redis://user:s%3Acret@host", "user", "s:cret")]
    [InlineData("redis://:secret@host", null, "secret")]
    [InlineData("redis://:se:cret@host", null, "se:cret")]
    [InlineData("redis://user@host", "user", null)]
    [InlineData("redis://host", null, null)]
    [InlineData("host,user=user,password=secret", "user", "secret")]
    public void Credentials_are_understood(string text, string? user, string? password)
    {
        var options = RedisAddress.Parse(text);

        Assert.Equal((user, password), (options.User, options.Password));
    }

    [Fact]
    public void Scheme_rediss_means_TLS_and_the_path_is_the_database()
    {
        Assert.True(RedisAddress.Parse("rediss://host").Ssl);
        Assert.False(RedisAddress.Parse("redis://host").Ssl);
        Assert.Equal(3, RedisAddress.Parse("redis://host/3").DefaultDatabase);
    }

    [Theory]
    [InlineData("localhost:6379")]
    [InlineData("redis://localhost")]
    public void Redis_may_be_away_and_a_publish_fails_at_once_meanwhile(string text)
    {
        var options = RedisAddress.Parse(text);

        Assert.False(options.AbortOnConnectFail);
        Assert.Same(BacklogPolicy.FailFast, options.BacklogPolicy);
    }

    [Theory]
    [InlineData("")]
    [InlineData(",password=hunter2")]
    [InlineData("host:6379,nonsense=1,password=hunter2")]
    [InlineData("http://:hunter2@host")]
    [InlineData("redis://")]
    [InlineData("redis://:hunter2@host:port")]
    [InlineData("redis://:hunter2@host/first")]
    [InlineData("redis://:hunter2@host/-1")]
    public void What_is_not_understood_is_said_without_the_password(string text)
    {
        var error = Assert.Throws<FormatException>(() => RedisAddress.Parse(text));

        Assert.Contains("ConnectionStrings:Redis", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", error.ToString(), StringComparison.Ordinal);
    }
}
