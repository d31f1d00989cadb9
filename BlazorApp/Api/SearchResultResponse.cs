using Pipeline.Search;

namespace BlazorApp.Api;

/// <summary>One text that was found.</summary>
public sealed record SearchResultResponse
{
    /// <summary>The video.</summary>
    public required string VideoId { get; init; }

    /// <summary>What the video is called.</summary>
    public required string Title { get; init; }

    /// <summary>Where the title matches, in UTF-16 code units.</summary>
    public required IReadOnlyList<TextRange> TitleMatches { get; init; }

    /// <summary>Which of its texts: <c>transcript</c> or <c>summary</c>; null for a video that has none yet and whose title was found.</summary>
    public required string? Kind { get; init; }

    /// <summary>The language, as a BCP 47 tag.</summary>
    public required string Language { get; init; }

    /// <summary>The best place of the text with what stands around it, as plain text; null where there is no text.</summary>
    public required string? Snippet { get; init; }

    /// <summary>Where the snippet matches, in UTF-16 code units.</summary>
    public required IReadOnlyList<TextRange> SnippetMatches { get; init; }

    /// <summary>When that is said; null for what has no times, and where only the title matches.</summary>
    public required SearchMoment? Moment { get; init; }

    /// <summary>The response for a text that was found.</summary>
    public static SearchResultResponse Of(SearchHit hit) => new()
    {
        VideoId = hit.VideoId,
        Title = hit.Title.Text,
        TitleMatches = hit.Title.Matches,
        Kind = hit.Kind?.Name,
        Language = hit.Language,
        Snippet = hit.Excerpt?.Text,
        SnippetMatches = hit.Excerpt?.Matches ?? [],
        Moment = hit.Moment,
    };
}
