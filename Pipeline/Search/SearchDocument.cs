using System.Text;
using Pipeline.Status;

namespace Pipeline.Search;

/// <summary>A text as it is indexed.</summary>
internal sealed class SearchDocument
{
    /// <summary>
    /// How much of a text is indexed, in bytes of UTF-8, about seven hours of speech. A <c>tsvector</c> holds 1 MiB, of which a word
    /// takes twice its own length at most (PostgreSQL 15, 12.11 "Limitations").
    /// </summary>
    public const int MaxBytes = 500_000;

    /// <param name="title">The title of the video.</param>
    /// <param name="text">The text; empty for a video that has none.</param>
    /// <param name="kind">Its kind; null for a video that has no text.</param>
    /// <param name="language">Its language.</param>
    public SearchDocument(string title, string text, StatusKind? kind, string language)
    {
        Title = [.. FoldedText.WordsOf(title)];
        var left = MaxBytes;
        Text = [.. FoldedText.WordsOf(text).TakeWhile(word => (left -= Encoding.UTF8.GetByteCount(word) + 1) >= 0)];
        Marks = kind is null ? [SearchMarks.Of(language)] : [SearchMarks.Of(language), SearchMarks.Of(kind)];
    }

    /// <summary>The words of the title.</summary>
    public IReadOnlyList<string> Title { get; }

    /// <summary>The words of the text.</summary>
    public IReadOnlyList<string> Text { get; }

    /// <summary>Those of the title once more, for who asks for the title only; see <see cref="SearchMarks"/>.</summary>
    public IEnumerable<string> TitleMarks => Title.Select(SearchMarks.OfTitle);

    /// <summary>What else can be asked for.</summary>
    public IReadOnlyList<string> Marks { get; }
}
