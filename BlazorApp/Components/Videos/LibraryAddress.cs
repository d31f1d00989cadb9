using Microsoft.AspNetCore.Http;
using Pipeline.Status;
using Pipeline.Storage;

namespace BlazorApp.Components.Videos;

/// <summary>Which page of the library is shown, and how; all of it stands in the address, so that going back finds it.</summary>
/// <param name="State">Only videos of which a status is in that state; null for all.</param>
/// <param name="Language">Only videos with a status in that language; null for all.</param>
/// <param name="Sort">The order.</param>
/// <param name="After">The position after which the page begins; null for the first.</param>
/// <param name="Before">The position before which the page ends.</param>
/// <param name="View">The layout; null for the one that the reader chose last.</param>
public sealed record LibraryAddress(StatusState? State, string? Language, VideoSort Sort, string? After, string? Before, LibraryView? View)
{
    private const int CardsPerPage = 60;
    private const int LinesPerPage = 200;

    /// <summary>The first page of the same.</summary>
    public LibraryAddress First => this with { After = null, Before = null };

    /// <summary>Reads an address; what is not understood in it is as good as absent, and the page says so (<see cref="NotUnderstood"/>).</summary>
    public static LibraryAddress Read(string? state, string? language, string? sort, string? after, string? before, string? view)
    {
        var order = VideoSort.Parse(sort) ?? VideoSort.Newest;
        return new LibraryAddress(
            StatusState.Parse(state),
            Pipeline.Status.Language.IsWellFormed(language) ? language : null,
            order,
            after is not null && PagePosition.IsWellFormed(after, order) ? after : null,
            before is not null && PagePosition.IsWellFormed(before, order) ? before : null,
            ReadView(view));
    }

    /// <summary>The layout of that name; null when there is none.</summary>
    public static LibraryView? ReadView(string? name) => name switch
    {
        "cards" => LibraryView.Cards,
        "table" => LibraryView.Table,
        _ => null,
    };

    /// <summary>What to read for it in that layout.</summary>
    public VideoQuery Query(LibraryView view) => new(view == LibraryView.Table ? LinesPerPage : CardsPerPage, State, Language, Sort, After, Before);

    /// <summary>The address itself.</summary>
    public override string ToString()
    {
        (string, string?)[] parts =
        [
            ("state", State?.Name), ("language", Language), ("sort", Sort == VideoSort.Newest ? null : Sort.Name),
            ("after", Before is null ? After : null), ("before", Before), ("view", View?.ToString().ToLowerInvariant()),
        ];
        return "/" + QueryString.Create(parts.Where(part => part.Item2 is not null).Select(part => KeyValuePair.Create(part.Item1, part.Item2)));
    }
}
