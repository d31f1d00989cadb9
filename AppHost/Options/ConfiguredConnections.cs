using Microsoft.Extensions.Configuration;
using Pipeline.Redis;

namespace AppHost.Options;

/// <summary>What the environment says about Redis and the database, by the rules the programs themselves follow.</summary>
internal static class ConfiguredConnections
{
    private static readonly ConfigurationManager Environment = Read();

    /// <summary><c>ConnectionStrings__Redis</c>, else <c>REDIS_URL</c>; null when neither is set.</summary>
    /// <exception cref="FormatException">It is no address of Redis; the message doesn't repeat it, for it may hold a password.</exception>
    public static RedisSetting? Redis => Environment.GetConnectionString("Redis") switch
    {
        null or "" => null,
        var text when RedisSetting.TryParse(text, out var redis) => redis,
        _ => throw new FormatException($"ConnectionStrings__Redis or REDIS_URL takes {RedisSetting.Forms}."),
    };

    /// <summary><c>ConnectionStrings__Database</c>; null when it is not set.</summary>
    public static DatabaseSetting? Database =>
        Environment.GetConnectionString("Database") is { Length: > 0 } text
            ? DatabaseSetting.Parse(text, Directory.GetCurrentDirectory())
            : null;

    private static ConfigurationManager Read()
    {
        var environment = new ConfigurationManager();
        environment.AddEnvironmentVariables();
        environment.AddRedisUrl();
        return environment;
    }
}
