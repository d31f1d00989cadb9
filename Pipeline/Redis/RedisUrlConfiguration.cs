using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Memory;

namespace Pipeline.Redis;

/// <summary>Lets <c>REDIS_URL</c> stand for <c>ConnectionStrings:Redis</c>.</summary>
public static class RedisUrlConfiguration
{
    /// <summary>
    /// Adds <c>REDIS_URL</c>, when it is set, above the settings files and below the other environment variables and the
    /// command line: it wins over a file, and <c>ConnectionStrings__Redis</c>, which says the same more exactly, wins over it.
    /// </summary>
    public static IConfigurationManager AddRedisUrl(this IConfigurationManager configuration)
    {
        if (configuration["REDIS_URL"] is not { Length: > 0 } url)
            return configuration;

        var sources = configuration.Sources;
        var environment = sources.OfType<EnvironmentVariablesConfigurationSource>().LastOrDefault(source => string.IsNullOrEmpty(source.Prefix));
        sources.Insert(environment is null ? sources.Count : sources.IndexOf(environment), new MemoryConfigurationSource
        {
            InitialData = new Dictionary<string, string?> { ["ConnectionStrings:Redis"] = url },
        });
        return configuration;
    }
}
