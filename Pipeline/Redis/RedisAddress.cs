using StackExchange.Redis;

namespace Pipeline.Redis;

/// <summary>Reads where Redis is: a StackExchange.Redis connection string, or the <c>redis://</c> form that hosting platforms hand out.</summary>
public static class RedisAddress
{
    /// <summary>Where Redis is looked for when nothing is configured.</summary>
    public const string Default = "localhost:6379";

    /// <summary>Reads <c>host:port,option=value</c> or <c>redis[s]://[user[:password]@]host[:port][/database]</c>.</summary>
    /// <exception cref="FormatException">It is neither; the message says what was expected and never repeats a password.</exception>
    public static ConfigurationOptions Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var options = text.Contains("://", StringComparison.Ordinal) ? FromUri(text) : FromConnectionString(text);

        // Live starts without Redis and finds it when it comes; meanwhile a publish fails at once and the sweep makes up for it.
        options.AbortOnConnectFail = false;
        options.BacklogPolicy = BacklogPolicy.FailFast;
        options.ConnectTimeout = 2000;
        options.ReconnectRetryPolicy = new LinearRetry(500);
        options.ClientName = "live";
        // Channels are heard on a connection of their own: what is heard there is passed on by the thread that received it.
        options.SharedSubscriptionConnection = false;
        return options;
    }

    private static ConfigurationOptions FromConnectionString(string text)
    {
        try
        {
            var options = ConfigurationOptions.Parse(text);
            return options.EndPoints.Count > 0 ? options : throw new FormatException(Expected);
        }
        catch (ArgumentException)
        {
            throw new FormatException(Expected);
        }
    }

    private static ConfigurationOptions FromUri(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("redis" or "rediss") || uri.Host.Length == 0)
            throw new FormatException(Expected);

        var options = new ConfigurationOptions { Ssl = uri.Scheme == "rediss" };
        options.EndPoints.Add(uri.IdnHost, uri.Port > 0 ? uri.Port : 6379);
        if (uri.UserInfo.Split(':', 2) is [var user, var password])
        {
            options.User = user.Length > 0 ? Uri.UnescapeDataString(user) : null;
            options.Password = Uri.UnescapeDataString(password);
        }
        else if (uri.UserInfo.Length > 0)
        {
            options.User = Uri.UnescapeDataString(uri.UserInfo);
        }

        if (uri.AbsolutePath.Trim('/') is { Length: > 0 } path)
            options.DefaultDatabase = int.TryParse(path, out var database) && database >= 0 ? database : throw new FormatException(Expected);
        return options;
    }

    private const string Expected =
        "The Redis address is not understood. Set ConnectionStrings:Redis to host:port, or REDIS_URL to redis://[user:password@]host[:port][/database].";
}
