using AppHost.Options;

namespace AppHost.Startup;

/// <summary>What AppHost says once a person can begin.</summary>
internal static class ReadyBlock
{
    /// <summary>The block; <paramref name="trouble"/> is a sentence about what doesn't work yet.</summary>
    public static string Write(LaunchOptions options, RedisSetting redis, string? trouble) => $"""

          {(trouble is null ? $"Live is ready: {Address(options)}" : $"Live runs, but is not ready: {Address(options)}\n  {trouble}")}

            Open it and paste a YouTube link: the transcript arrives line by line, then the summary.
            From outside   curl -N {Address(options)}/api/sse{Wall(options)}
            Redis          {redis.Display}{(options.Redis is null ? " (embedded, empty at each start)" : "")}
            Database       {options.Database.Display}
            Ctrl-C ends everything.

        """;

    private static string Wall(LaunchOptions options) =>
        LivePrograms.AreInDevelopment ? $"\n    Break it       {Address(options)}/demo" : "";

    private static string Address(LaunchOptions options) => options.Urls.Browse.AbsoluteUri.TrimEnd('/');
}
