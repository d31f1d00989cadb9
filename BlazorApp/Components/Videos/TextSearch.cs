using Pipeline.Search;

namespace BlazorApp.Components.Videos;

/// <summary>Finds what a reader types in a line, in the middle of a word too; letters are compared as everywhere (<see cref="FoldedText"/>).</summary>
public static class TextSearch
{
    /// <summary>Whether the text contains what is searched for, which is folded once for all lines.</summary>
    public static bool Contains(string text, FoldedText find)
    {
        ArgumentNullException.ThrowIfNull(find);
        return FoldedText.Of(text).Text.Contains(find.Text, StringComparison.Ordinal);
    }

    /// <summary>The text in parts, each with whether it is what is searched for.</summary>
    public static IEnumerable<(string Text, bool IsMatch)> Split(string text, string? find)
    {
        var sought = FoldedText.Of(find ?? "").Text;
        if (sought.Length == 0)
            return [(text, false)];
        var (folded, found) = (FoldedText.Of(text), new List<TextRange>());
        for (var place = 0; (place = folded.Text.IndexOf(sought, place, StringComparison.Ordinal)) >= 0; place += sought.Length)
            found.Add(folded.InSource(new TextRange(place, sought.Length)));
        return new MarkedText(text, found).Parts;
    }
}
