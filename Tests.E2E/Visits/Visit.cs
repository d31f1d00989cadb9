using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tests.E2E.Visits;

/// <summary>One person's browser window on one app. It notes what a person does not see: console errors and requests to elsewhere.</summary>
public sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly Uri address;
    private readonly ConcurrentQueue<string> errors = new();
    private readonly ConcurrentQueue<string> foreign = new();
    private readonly ConcurrentQueue<string> fetched = new();
    private string? allowed;

    private Visit(IBrowserContext context, IPage page, Uri address)
    {
        (this.context, Page, this.address) = (context, page, address);
        (Transcript, Summary) = (new Pane(page, "Transcript"), new Pane(page, "Summary"));
        page.Console += (_, message) => Note(message);
        page.PageError += (_, error) => errors.Enqueue(error);
        page.Request += (_, request) => Note(request);
        page.WebSocket += (_, socket) => NoteOrigin(socket.Url.Replace("ws://", "http://", StringComparison.Ordinal));
    }

    /// <summary>The window.</summary>
    public IPage Page { get; }

    /// <summary>The transcript's pane.</summary>
    public Pane Transcript { get; }

    /// <summary>The summary's pane.</summary>
    public Pane Summary { get; }

    /// <summary>The main heading.</summary>
    public ILocator Heading => Page.GetByRole(AriaRole.Heading, new() { Level = 1 });

    /// <summary>The page without what stands on every page.</summary>
    public ILocator Main => Page.GetByRole(AriaRole.Main);

    /// <summary>What says that something is wrong with the live path.</summary>
    public ILocator Connectivity => Page.GetByRole(AriaRole.Status, new() { Name = "Connectivity" });

    /// <summary>What says that the page can't hear its server; hidden while it does.</summary>
    public ILocator LostConnection => Page.GetByRole(AriaRole.Region, new() { Name = "Connection", Exact = true });

    /// <summary>What says whether news arrive.</summary>
    public ILocator LiveDot => Page.Locator(".live-dot");

    /// <summary>Where a link is pasted.</summary>
    public ILocator Source => Page.GetByRole(AriaRole.Textbox, new() { Name = "Video link or id" });

    /// <summary>Which language is asked for.</summary>
    public ILocator Language => Page.GetByRole(AriaRole.Combobox, new() { Name = "Language", Exact = true });

    /// <summary>Submits.</summary>
    public ILocator Watch => Page.GetByRole(AriaRole.Button, new() { Name = "Watch", Exact = true });

    /// <summary>Errors of the console and of scripts so far.</summary>
    public IReadOnlyCollection<string> Errors => errors;

    /// <summary>Requests to anywhere but the app so far.</summary>
    public IReadOnlyCollection<string> ForeignRequests => foreign;

    /// <summary>Opens a window, of a person who wants nothing to move unless the options say otherwise: a browser without a graphics card draws each breath of a dot by hand.</summary>
    public static async Task<Visit> OpenAsync(IBrowser browser, Uri address, BrowserNewContextOptions? options = null)
    {
        options ??= new BrowserNewContextOptions();
        options.ReducedMotion ??= ReducedMotion.Reduce;
        var context = await browser.NewContextAsync(options);
        var visit = new Visit(context, await context.NewPageAsync(), address);
        await context.ExposeFunctionAsync("noteViolation", (string what) => visit.errors.Enqueue($"content security policy: {what}"));
        await context.AddInitScriptAsync("addEventListener('securitypolicyviolation', event => noteViolation(`${event.violatedDirective} ${event.blockedURI}`))");
        return visit;
    }

    /// <summary>From here on requests to that host are what the person wants.</summary>
    public void AllowRequestsTo(string host) => allowed = host;

    /// <summary>Goes to a page of the app.</summary>
    /// <returns>The answer to the request for the page itself.</returns>
    public async Task<IResponse> GoAsync(string path) => (await Page.GotoAsync(new Uri(address, path).AbsoluteUri))!;

    /// <summary>Waits until the page has all it asked for and its circuit is open.</summary>
    public async Task WaitUntilIdleAsync()
    {
        await Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await Expect(Heading).ToBeVisibleAsync();
    }

    /// <summary>
    /// Waits until the page has its circuit and listens, which is when its buttons can be pressed.
    /// Then marks the document, so that <see cref="AssertSameDocumentAsync"/> can tell whether what is seen later came to it.
    /// </summary>
    public async Task MarkAsync()
    {
        await Expect(Page.Locator("main[data-interactive]")).ToBeVisibleAsync();
        await Expect(Heading).ToBeVisibleAsync();
        await Page.EvaluateAsync("document.documentElement.dataset.markedByTest = ''");
        fetched.Clear();
    }

    /// <summary>Waits until the page says this of its connection. Its other sentences are there as well, only not shown.</summary>
    public Task ExpectNoticeAsync(string words, float? within = null) =>
        Expect(LostConnection).ToContainTextAsync(words, new() { UseInnerText = true, Timeout = within });

    /// <inheritdoc cref="ExpectNoticeAsync(string, float?)"/>
    public Task ExpectNoticeAsync(Regex words, float? within = null) =>
        Expect(LostConnection).ToContainTextAsync(words, new() { UseInnerText = true, Timeout = within });

    /// <summary>What has been seen since <see cref="MarkAsync"/> came by itself: the document was neither reloaded nor asked for anything.</summary>
    public async Task AssertSameDocumentAsync()
    {
        await AssertNotReloadedAsync();
        Xunit.Assert.Empty(fetched);
    }

    /// <summary>The document is the one of <see cref="MarkAsync"/>; it may have opened another connection.</summary>
    public async Task AssertNotReloadedAsync() => Xunit.Assert.True(await Marked.CountAsync() == 1, "The page was loaded anew.");

    /// <summary>Waits until the document is another one than that of <see cref="MarkAsync"/>.</summary>
    public async Task WaitForReloadAsync() => await Expect(Marked).ToHaveCountAsync(0);

    private ILocator Marked => Page.Locator("html[data-marked-by-test]");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await context.CloseAsync();

    private void Note(IConsoleMessage message)
    {
        // That the document itself is a 404 is what the test asked for, and checks where it matters.
        if (message.Type == "error" && !message.Location.StartsWith(Page.Url, StringComparison.Ordinal))
            errors.Enqueue(message.Text);
    }

    private void Note(IRequest request)
    {
        NoteOrigin(request.Url);
        if (request.ResourceType is "document" or "fetch" or "xhr" or "eventsource")
            fetched.Enqueue(request.Url);
    }

    private void NoteOrigin(string url)
    {
        if (new Uri(url) is { Scheme: not ("data" or "blob") } target && target.Authority != address.Authority && target.Authority != allowed)
            foreign.Enqueue(url);
    }
}
