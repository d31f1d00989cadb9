using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Tests.E2E.Visits;

/// <summary>One of the panes of a video's page, found as a person with a screen reader finds it.</summary>
/// <param name="page">The page.</param>
/// <param name="name">The pane's heading.</param>
public sealed class Pane(IPage page, string name)
{
    /// <summary>All of it.</summary>
    public ILocator Region { get; } = page.GetByRole(AriaRole.Region, new() { Name = name, Exact = true });

    /// <summary>The lines that are shown.</summary>
    public ILocator Lines => Region.GetByRole(AriaRole.Listitem);

    /// <summary>What says that it is running; gone when it is not.</summary>
    public ILocator Progress => Region.GetByRole(AriaRole.Progressbar);

    /// <summary>Stops it.</summary>
    public ILocator Cancel => Button("Cancel");

    /// <summary>Starts it again after a failure.</summary>
    public ILocator Retry => Button("Retry");

    /// <summary>Starts it again after it was cancelled.</summary>
    public ILocator StartAgain => Button("Start again");

    /// <summary>Shows the formats in which it can be taken along.</summary>
    public ILocator Download => Region.GetByLabel($"Download {name.ToLowerInvariant()}");

    private ILocator Button(string words) =>
        Region.GetByRole(AriaRole.Button, new() { NameRegex = new Regex($"^{words}\\b.*{name}$", RegexOptions.IgnoreCase) });
}
