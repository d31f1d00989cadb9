using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Tests.Fixtures;
using Xunit;

namespace Tests.E2E.Visits;

/// <summary>Whether everybody can use what a visit shows: by the rules of axe-core, on narrow screens, with large text.</summary>
public static class Access
{
    // Where somebody wants to look at every face: LIVE_FACES=artifacts/faces.
    private static readonly string? Folder = Environment.GetEnvironmentVariable("LIVE_FACES");

    // A desk; the same at 200 % zoom; a phone; 1280 pixels at 400 %, which is as far as WCAG 2.2 (1.4.10, Reflow) goes.
    private static readonly ViewportSize Desk = new() { Width = 1280, Height = 800 };
    private static readonly ViewportSize Phone = new() { Width = 390, Height = 844 };
    private static readonly ViewportSize[] Narrower = [new() { Width = 640, Height = 400 }, Phone, new() { Width = 320, Height = 256 }];

    // That what is seen of a name is part of it, so that people who speak to their machine can say it (WCAG 2.5.3), axe-core looks at only when told to.
    private const string Spoken = "label-content-name-mismatch";
    private static readonly AxeRunOptions All = new() { Rules = new() { [Spoken] = new() { Enabled = true } } };

    // What a phone shows otherwise: shorter words, smaller and nearer targets, more that scrolls.
    private static readonly AxeRunOptions Narrow = new() { RunOnly = RunOnlyOptions.Rules(Spoken, "link-name", "button-name", "scrollable-region-focusable") };
    private static readonly AxeRunOptions Targets = new() { RunOnly = RunOnlyOptions.Rules("target-size") };

    // What is right in the light and has the same elements in the dark can only go wrong there by its colours.
    private static readonly AxeRunOptions Colours = new() { RunOnly = RunOnlyOptions.Rules("color-contrast", "link-in-text-block") };

    extension(Visit visit)
    {
        /// <summary>Asserts that axe-core finds nothing, neither in the light nor in the dark (WCAG 2.2 A and AA, and good practice).</summary>
        /// <param name="face">What is shown, for the message and the names of pictures.</param>
        public async Task AssertAccessibleAsync(string face)
        {
            foreach (var scheme in new[] { ColorScheme.Dark, ColorScheme.Light })
            {
                await visit.Page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
                await visit.TakeAsync($"{face}-{scheme}", Desk, Phone);
                AssertNoFlaw(await visit.Page.RunAxe(scheme == ColorScheme.Dark ? Colours : All), $"{face}, {scheme}");
            }

            await visit.Page.SetViewportSizeAsync(Phone.Width, Phone.Height);
            AssertNoFlaw(await visit.Page.RunAxe(Narrow), $"{face}, {Phone.Width} wide");
            await visit.AssertTargetsAsync(face);
            await visit.Page.SetViewportSizeAsync(Desk.Width, Desk.Height);
        }

        /// <summary>Asserts that nothing has to be scrolled sideways and nothing is out of reach, on a desk, at 200 % and 400 % and on a phone.</summary>
        /// <inheritdoc cref="AssertAccessibleAsync"/>
        public async Task AssertFitsAsync(string face)
        {
            foreach (var size in Narrower)
            {
                await visit.Page.SetViewportSizeAsync(size.Width, size.Height);
                var outside = await visit.Page.EvaluateAsync<string[]>(Outside);
                Assert.True(outside.Length == 0, $"{face}, {size.Width} wide, reaches beyond the screen: {string.Join(", ", outside)}");
            }

            await visit.Page.SetViewportSizeAsync(Desk.Width, Desk.Height);
        }

        // A target has its size when there is a place to which the page can be scrolled where it has (WCAG 2.5.8). So all of the page is
        // shown at once: what lies over the foot of the window then covers only what it could not be scrolled out from under.
        private async Task AssertTargetsAsync(string face)
        {
            var place = await visit.Page.EvaluateAsync<double>("scrollY");
            var shown = 0;
            // A page grows a little with its window, where its spaces are shares of that.
            while (await visit.Page.EvaluateAsync<int>("document.documentElement.scrollHeight") is var height && height > shown)
                await visit.Page.SetViewportSizeAsync(Phone.Width, shown = height);
            AssertNoFlaw(await visit.Page.RunAxe(Targets), $"{face}, all of it, {Phone.Width} wide");
            await visit.Page.SetViewportSizeAsync(Phone.Width, Phone.Height);
            await visit.Page.EvaluateAsync("place => scrollTo(0, place)", place);
        }

        private async Task TakeAsync(string name, params IReadOnlyList<ViewportSize> sizes)
        {
            if (Folder is null)
                return;
            foreach (var size in sizes)
            {
                await visit.Page.SetViewportSizeAsync(size.Width, size.Height);
                await visit.Page.ScreenshotAsync(new() { Path = Path.Combine(BuiltPrograms.RepositoryRoot, Folder, $"{name}-{size.Width}.png".ToLowerInvariant()) });
            }

            await visit.Page.SetViewportSizeAsync(Desk.Width, Desk.Height);
        }
    }

    private const string Outside = """
        () => [...document.querySelectorAll("body *")]
          .filter(element => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !element.closest(".skip, .visually-hidden, svg, [role=progressbar]"))
          .filter(element => element.getBoundingClientRect().right > innerWidth + 1 || element.getBoundingClientRect().left < -1)
          .map(element => `${element.tagName.toLowerCase()}.${element.className}`)
        """;

    private static void AssertNoFlaw(AxeResult result, string where)
    {
        Assert.NotEmpty(result.Passes);
        Assert.True(result.Violations.Length == 0, $"{where}:\n" + string.Join('\n', result.Violations.SelectMany(
            violation => violation.Nodes.Select(node => $"{violation.Id}: {node.Html} ({string.Join("; ", node.Any.Select(check => check.Message))})"))));
    }
}
