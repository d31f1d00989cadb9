namespace Tests.Fixtures;

/// <summary>
/// The real <c>redis-server</c>. Where it is missing, the Debian package is installed if that is allowed; else its tests are
/// skipped with the reason, but in CI they fail.
/// </summary>
public sealed class RedisServer : RedisBackend
{
    private static readonly Lazy<Task<string?>> Installed = new(InstallOnceAsync);

    /// <inheritdoc/>
    public override string Name => "redis-server";

    /// <inheritdoc/>
    protected override Task<string?> InstallAsync() => Installed.Value;

    /// <inheritdoc/>
    protected override ChildProcess Launch(string folder) => ChildProcess.Start(
        Name,
        ExecutableOnPath.Find("redis-server")!,
        ["--port", $"{Port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", folder],
        folder);

    private static async Task<string?> InstallOnceAsync()
    {
        if (ExecutableOnPath.Find("redis-server") is not null)
            return null;

        var problem = await DebianPackage.InstallAsync("redis-server");
        if (problem is null && ExecutableOnPath.Find("redis-server") is not null)
            return null;
        problem = $"redis-server is not installed. {problem ?? "Its Debian package was installed, but it is still not on the PATH."}";
        return Environment.GetEnvironmentVariable("CI") is { Length: > 0 } ? throw new MissingProgramException(problem) : problem;
    }
}
