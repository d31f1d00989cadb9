namespace Tests.Fixtures;

/// <summary>Installs a Debian package that tests need, where that is allowed.</summary>
public static class DebianPackage
{
    private static readonly TimeSpan InstallsWithin = TimeSpan.FromMinutes(3);

    /// <summary>Installs the package.</summary>
    /// <returns>Why it could not, as a sentence; null when it did.</returns>
    public static async Task<string?> InstallAsync(string package)
    {
        if (!Environment.IsPrivilegedProcess || ExecutableOnPath.Find("apt-get") is not { } aptGet)
            return $"Only root on Debian may install the package {package} from here.";
        return await RunAsync(aptGet, "update") ?? await RunAsync(aptGet, "install", "-y", "--no-install-recommends", package);
    }

    private static async Task<string?> RunAsync(string aptGet, params string[] arguments)
    {
        var command = $"apt-get {string.Join(' ', arguments)}";
        var environment = new Dictionary<string, string?> { ["DEBIAN_FRONTEND"] = "noninteractive" };
        await using var process = ChildProcess.Start("apt-get", aptGet, arguments, Path.GetTempPath(), environment);
        try
        {
            return await process.WaitForExitAsync(InstallsWithin) == 0 ? null : $"'{command}' failed and printed: {process.Output}";
        }
        catch (TimeoutException)
        {
            return $"'{command}' took longer than {InstallsWithin.TotalMinutes} minutes.";
        }
    }
}
