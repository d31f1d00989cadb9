namespace Tests.E2E.Browsers;

/// <summary>
/// Decides which browser the tests use: the one that is named, Playwright's own, one on the PATH, else one that is installed
/// now. It ends with a browser or with a sentence, never with "skip".
/// </summary>
public sealed class BrowserSearch
{
    /// <summary>The environment variable that names the browser's executable.</summary>
    public const string Variable = "LIVE_BROWSER";

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge"];

    /// <summary>What <see cref="Variable"/> says; null or empty when it says nothing.</summary>
    public required string? Named { get; init; }

    /// <summary>Where Playwright keeps a Chromium that it installed, whether it is there or not.</summary>
    public required string PlaywrightsOwn { get; init; }

    /// <summary>The full path of a program on the PATH; null when it is not there.</summary>
    public required Func<string, string?> OnPath { get; init; }

    /// <summary>Whether there is such a file.</summary>
    public required Func<string, bool> Exists { get; init; }

    /// <summary>The ways to install a browser, best first; each returns why it could not, or null.</summary>
    public required IReadOnlyList<Func<Task<string?>>> Installers { get; init; }

    /// <summary>The full path of the browser's executable.</summary>
    /// <exception cref="InvalidOperationException">There is none, and none could be installed; the message says what to do.</exception>
    public async Task<string> FindAsync()
    {
        if (Named is { Length: > 0 } named)
            return Exists(named) ? named : throw new InvalidOperationException($"{Variable} names '{named}', and there is no such file.");
        if (Found() is { } found)
            return found;

        List<string> problems = [];
        foreach (var install in Installers)
        {
            if (await install() is { } problem)
                problems.Add(problem);
            else if (Found() is { } installed)
                return installed;
        }

        throw new InvalidOperationException(
            $"The browser tests need Chromium or Chrome: install one, or set {Variable} to its executable. Tried: {string.Join(' ', problems)}");
    }

    private string? Found() => Exists(PlaywrightsOwn) ? PlaywrightsOwn : Names.Select(OnPath).FirstOrDefault(path => path is not null);
}
