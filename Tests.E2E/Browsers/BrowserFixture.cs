using Microsoft.Playwright;
using Tests.Fixtures;
using Xunit;

[assembly: AssemblyFixture(typeof(Tests.E2E.Browsers.BrowserFixture))]

namespace Tests.E2E.Browsers;

/// <summary>The one browser of a test run; every visit has a context of its own in it.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private const float Patience = 15_000; // milliseconds; spent by failures only, and short of it by far when nothing else runs

    private IPlaywright playwright = null!;
    private string path = null!;

    /// <summary>The browser.</summary>
    public IBrowser Browser { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(Patience);
        playwright = await Playwright.CreateAsync();
        var search = new BrowserSearch
        {
            Named = Environment.GetEnvironmentVariable(BrowserSearch.Variable),
            PlaywrightsOwn = playwright.Chromium.ExecutablePath,
            OnPath = ExecutableOnPath.Find,
            Exists = File.Exists,
            Installers = [PlaywrightInstaller.InstallAsync, () => DebianPackage.InstallAsync("chromium")],
        };
        path = await search.FindAsync();
        Browser = await LaunchAsync();
    }

    /// <summary>Another browser, that tells all of a page to programs that read it out, as it does where one of them runs.</summary>
    public Task<IBrowser> LaunchHeardAsync() => LaunchAsync("--force-renderer-accessibility");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Browser is not null)
            await Browser.CloseAsync();
        playwright?.Dispose();
    }

    private Task<IBrowser> LaunchAsync(params IReadOnlyList<string> arguments) => playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
    {
        ExecutablePath = path,
        // Root has no sandbox to give; for anyone else it stays on.
        ChromiumSandbox = !Environment.IsPrivilegedProcess,
        Args = ["--disable-gpu", "--disable-background-networking", .. arguments],
    });
}
