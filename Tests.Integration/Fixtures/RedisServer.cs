namespace Tests.Fixtures;

/// <summary>
/// The real <c>redis-server</c>. Where it is missing, the Debian package is installed if that is allowed; else its tests are
/// skipped with the reason, but in CI they fail.
/// </summary>
public sealed class RedisServer : RedisBackend
{
    private static readonly TimeSpan InstallsWithin = TimeSpan.FromMinutes(2);
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

        var problem = "redis-server is not installed, and only root on Debian could install it from here. Install the package redis-server.";
        if (Environment.IsPrivilegedProcess && ExecutableOnPath.Find("apt-get") is { } aptGet)
        {
            problem = await RunAsync(aptGet, "update") ?? await RunAsync(aptGet, "install", "-y", "--no-install-recommends", "redis-server");
            if (problem is null && ExecutableOnPath.Find("redis-server") is not null)
                return null;
            problem ??= "The Debian package redis-server was installed, but redis-server is still not on the PATH.";
        }

        return Environment.GetEnvironmentVariable("CI") is { Length: > 0 } ? throw new InvalidOperationException(problem) : problem;
    }

    private static async Task<string?> RunAsync(string aptGet, params string[] arguments)
    {
        var environment = new Dictionary<string, string?> { ["DEBIAN_FRONTEND"] = "noninteractive" };
        await using var process = ChildProcess.Start("apt-get", aptGet, arguments, Path.GetTempPath(), environment);
        try
        {
            return await process.WaitForExitAsync(InstallsWithin) == 0
                ? null
                : $"redis-server is missing and 'apt-get {string.Join(' ', arguments)}' failed: {process.Output}";
        }
        catch (TimeoutException)
        {
            return $"redis-server is missing and 'apt-get {string.Join(' ', arguments)}' took longer than {InstallsWithin.TotalMinutes} minutes.";
        }
    }
}
