using System.Net;
using Pipeline.Webhooks;
using Pipeline.Webhooks.Sending;
using Xunit;

namespace Tests.Component.Webhooks;

/// <summary>Where notices go, and where nothing ever does.</summary>
public sealed class Addresses
{
    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.1")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.1")]
    [InlineData("192.0.1.1")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("2606:4700::1111")]
    [InlineData("2a00:1450:4001::200e")]
    public void Address_that_is_reachable_from_anywhere_is_allowed(string address) => Assert.True(Rules().Allow(IPAddress.Parse(address)));

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("0.0.0.0")]
    [InlineData("0.1.2.3")]
    [InlineData("10.0.0.1")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("169.254.169.254")] // where clouds keep their keys
    [InlineData("100.64.0.1")]
    [InlineData("192.0.0.8")]
    [InlineData("192.0.2.1")]
    [InlineData("198.51.100.1")]
    [InlineData("203.0.113.1")]
    [InlineData("198.18.0.1")]
    [InlineData("192.88.99.1")]
    [InlineData("224.0.0.1")]
    [InlineData("239.255.255.255")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::127.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("64:ff9b::7f00:1")] // NAT64
    [InlineData("64:ff9b:1::a00:1")]
    [InlineData("2002:7f00:1::")] // 6to4
    [InlineData("2001::7f00:1")] // Teredo
    [InlineData("2001:db8::1")]
    [InlineData("2001:2::1")]
    [InlineData("2001:20::1")]
    [InlineData("3fff::1")]
    [InlineData("fc00::1")]
    [InlineData("fd12:3456::1")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    [InlineData("100::1")]
    [InlineData("5f00::1")]
    public void Address_of_this_machine_or_its_surroundings_is_refused(string address) => Assert.False(Rules().Allow(IPAddress.Parse(address)));

    [Fact]
    public void Network_that_the_operator_allowed_is_allowed_and_its_neighbours_are_not()
    {
        var rules = Rules("10.1.0.0/16", "::1/128");

        Assert.True(rules.Allow(IPAddress.Parse("10.1.2.3")));
        Assert.True(rules.Allow(IPAddress.Parse("::ffff:10.1.2.3")));
        Assert.True(rules.Allow(IPAddress.IPv6Loopback));
        Assert.False(rules.Allow(IPAddress.Parse("10.2.0.1")));
        Assert.False(rules.Allow(IPAddress.Loopback));
    }

    [Theory]
    [InlineData("10.1.0.0/16", true)]
    [InlineData("10.1.2.3", false)]
    [InlineData("10.1.2.3/33", false)]
    [InlineData("localhost", false)]
    public void Network_that_is_none_is_named_at_the_start(string network, bool valid)
    {
        var options = new WebhookOptions { AllowedNetworks = [network] };

        var problems = options.Validate(new System.ComponentModel.DataAnnotations.ValidationContext(options)).ToList();

        Assert.Equal(valid, problems.Count == 0);
        Assert.All(problems, problem => Assert.Contains($"Webhooks:AllowedNetworks: \"{network}\"", problem.ErrorMessage, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://example.org/hook?x=1", null)]
    [InlineData(" http://example.org:8080 ", null)]
    [InlineData("https://8.8.8.8/hook", null)]
    [InlineData("http://localhost:8080/", null)] // a name, which is looked at when it is connected to
    [InlineData(null, "Give the address")]
    [InlineData("  ", "Give the address")]
    [InlineData("/hook", "Give a whole address")]
    [InlineData("example.org/hook", "Give a whole address")]
    [InlineData("ftp://example.org/", "Give a whole address")]
    [InlineData("file:///etc/passwd", "Give a whole address")]
    [InlineData("https://me:secret@example.org/", "Leave name and password out")]
    [InlineData("https://example.org/#part", "Leave out what follows the #")]
    public void Address_is_understood_or_refused_in_words(string? text, string? problem)
    {
        var (address, refusal) = WebhookAddress.Read(text, Rules());

        Assert.Equal(problem is null, address is not null);
        if (problem is null)
            Assert.Null(refusal);
        else
            Assert.StartsWith(problem, refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://10.1.2.3/x")]
    [InlineData("http://[::1]:9/")]
    [InlineData("http://[fe80::1%251]/")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://[::ffff:127.0.0.1]/")]
    [InlineData("http://2130706433/")] // 127.0.0.1 in one number
    [InlineData("http://0x7f.1/")]
    public void Address_without_a_name_is_judged_at_once(string text)
    {
        Assert.Null(WebhookAddress.Read(text, Rules()).Address);
        Assert.StartsWith("That is an address of this machine or its network.", WebhookAddress.Read(text, Rules()).Problem, StringComparison.Ordinal);
        Assert.NotNull(WebhookAddress.Read(text, Rules("0.0.0.0/0", "::/0")).Address);
    }

    private static AddressRules Rules(params string[] allowed) => new([.. allowed.Select(IPNetwork.Parse)]);
}
