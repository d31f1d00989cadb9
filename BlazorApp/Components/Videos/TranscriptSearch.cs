using Pipeline.Search;
using Pipeline.Storage;

namespace BlazorApp.Components.Videos;

/// <summary>What a reader searches for in one transcript. It keeps where it was found, not the lines.</summary>
/// <param name="results">Where the lines are read.</param>
/// <param name="result">The transcript.</param>
public sealed class TranscriptSearch(ResultStore results, ShownResult result)
{
    /// <summary>The longest text that can be searched for, in characters.</summary>
    public const int MaxLength = 100;

    private List<int> found = [];
    private int searched;

    /// <summary>What is searched for; null for nothing.</summary>
    public string? Find { get; private set; }

    /// <summary>In how many lines it was found.</summary>
    public int Count => found.Count;

    /// <summary>Which of those the reader is at, from 1; 0 when there is none.</summary>
    public int Number { get; private set; }

    /// <summary>The index of the line that the reader is at; null when there is none.</summary>
    public int? Line => Number > 0 ? found[Number - 1] : null;

    /// <summary>Searches for another text, from the beginning.</summary>
    public async Task SearchAsync(string? find, CancellationToken cancellationToken)
    {
        find = find?.Trim() is { Length: > 0 } text ? text[..Math.Min(text.Length, MaxLength)] : null;
        if (find == Find)
            return;
        (Find, found, searched, Number) = (find, [], 0, 0);
        await GoOnAsync(cancellationToken);
        if (find == Find && found.Count > 0)
            Number = 1;
    }

    /// <summary>Searches the lines that have been made since.</summary>
    public async Task GoOnAsync(CancellationToken cancellationToken)
    {
        if (Find is not { } find || searched >= result.Lines.Count)
            return;
        var more = new List<int>();
        var (from, end) = (searched, searched);
        var sought = FoldedText.Of(find);
        await foreach (var segment in results.StreamSegmentsAsync(result.Key, from, cancellationToken))
        {
            end = segment.Index + 1;
            if (TextSearch.Contains(segment.Text, sought))
                more.Add(segment.Index);
        }

        // Another search, or this one from elsewhere, may have gone on meanwhile.
        if (find == Find && searched == from)
        {
            found.AddRange(more);
            searched = end;
        }
    }

    /// <summary>Goes so many finds on, or back, and round at the ends.</summary>
    public void Step(int by)
    {
        if (found.Count > 0)
            Number = (((Number - 1 + by) % found.Count) + found.Count) % found.Count + 1;
    }
}
