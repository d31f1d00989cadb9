using System.Globalization;
using Microsoft.Playwright;
using Tests.E2E.Browsers;
using Tests.E2E.Stack;
using Tests.Fixtures;
using Xunit;

namespace Tests.E2E.Visits;

/// <summary>
/// A class of tests that visit Live by browser. Every visit is also held to this: no error in the console, and no request to
/// anywhere but the app. When a test fails, what its windows showed and what the processes printed go with the failure.
/// </summary>
public abstract class VisitTest(BrowserFixture browser, LiveFixture live) : IAsyncLifetime
{
    private readonly List<Visit> visits = [];
    private bool errorsAreExpected;

    /// <summary>
    /// Within this, what was committed is on the screen. Shorter than the sweep takes to find what was never announced (five
    /// seconds), so that the sweep cannot stand in for the live path.
    /// </summary>
    protected const float Promptly = 4000; // milliseconds, as Playwright counts

    /// <summary>The Live that is visited.</summary>
    protected LiveFixture Live => live;

    /// <summary>The browser of the run, and where to get another one.</summary>
    protected BrowserFixture Chromium => browser;

    /// <summary>What the worker is like; null for none, because the test does its part.</summary>
    protected virtual SimulatorSettings? Simulator { get; } = new();

    /// <inheritdoc/>
    public virtual async ValueTask InitializeAsync()
    {
        if (!live.Redis.IsRunning)
            await live.Redis.StartAsync(); // the test before this one took it away, and failed before it brought it back
        if (Simulator is not null)
            await live.UseSimulatorAsync(Simulator);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (TestContext.Current.TestState is { Result: TestResult.Failed })
            await ReportAsync();
        foreach (var visit in visits)
            await visit.DisposeAsync();
        if (TestContext.Current.TestState is { Result: TestResult.Failed })
            return;

        if (!errorsAreExpected)
            Assert.Empty(visits.SelectMany(visit => visit.Errors));
        Assert.Empty(visits.SelectMany(visit => visit.ForeignRequests));
    }

    /// <summary>Opens a window on a page.</summary>
    protected Task<Visit> VisitAsync(string path, AppProcess? app = null, BrowserNewContextOptions? options = null) =>
        VisitAsync(path, (app ?? live.App).Address, options);

    /// <summary>Opens a window on a page, by another address than the app's own.</summary>
    protected async Task<Visit> VisitAsync(string path, Uri address, BrowserNewContextOptions? options = null, Func<IPage, Task>? prepare = null)
    {
        var visit = await Visit.OpenAsync(browser.Browser, address, options);
        visits.Add(visit);
        if (prepare is not null)
            await prepare(visit.Page);
        await visit.GoAsync(path);
        return visit;
    }

    /// <summary>Says that the app will be away, which browsers note as errors of every request to it.</summary>
    protected void ExpectErrors() => errorsAreExpected = true;

    private async Task ReportAsync()
    {
        var output = TestContext.Current.TestOutputHelper!;
        var folder = Directory.CreateDirectory(Path.Combine(BuiltPrograms.RepositoryRoot, "artifacts", "e2e"));
        foreach (var (visit, number) in visits.Select((visit, index) => (visit, index + 1)))
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{TestContext.Current.TestMethod!.MethodName}-{number}.png");
            var path = Path.Combine(folder.FullName, name);
            try
            {
                await visit.Page.ScreenshotAsync(new() { Path = path });
                output.WriteLine($"--- window {number} at {visit.Page.Url}, see {path}\n{await visit.Page.Locator("body").AriaSnapshotAsync()}");
            }
            catch (PlaywrightException exception)
            {
                output.WriteLine($"--- window {number} could not be looked at: {exception.Message}");
            }

            foreach (var error in visit.Errors)
                output.WriteLine($"console: {error}");
        }

        output.WriteLine(live.Output);
    }
}
