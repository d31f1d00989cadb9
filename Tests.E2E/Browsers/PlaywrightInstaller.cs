using System.Globalization;

namespace Tests.E2E.Browsers;

/// <summary>Installs a browser by Playwright's own installer, which needs the internet.</summary>
public static class PlaywrightInstaller
{
    private static readonly TimeSpan ConnectsWithin = TimeSpan.FromSeconds(10);

    /// <summary>Installs Chromium, and as root the libraries that it needs.</summary>
    /// <returns>Why it could not; null when it did.</returns>
    public static async Task<string?> InstallAsync()
    {
        // The installer has no time limit of its own, only one for each connection.
        Environment.SetEnvironmentVariable("PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT", ConnectsWithin.TotalMilliseconds.ToString(CultureInfo.InvariantCulture));
        if (await RunAsync("install", "chromium") is { } problem)
            return problem;
        if (OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess)
            return await RunAsync("install-deps", "chromium");
        return null;
    }

    private static async Task<string?> RunAsync(params string[] arguments)
    {
        var exitCode = await Task.Run(() => Microsoft.Playwright.Program.Main(arguments));
        return exitCode == 0 ? null : $"'playwright {string.Join(' ', arguments)}' ended with exit code {exitCode}.";
    }
}
