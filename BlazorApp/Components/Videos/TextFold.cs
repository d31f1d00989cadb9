namespace BlazorApp.Components.Videos;

/// <summary>A long text, of which the beginning is shown until its reader asks for the rest.</summary>
/// <param name="Shown">The paragraphs of the beginning.</param>
/// <param name="Rest">Those that follow.</param>
/// <param name="IsCut">Whether the last paragraph of the beginning goes on in the first one of the rest.</param>
public sealed record TextFold(IReadOnlyList<string> Shown, IReadOnlyList<string> Rest, bool IsCut)
{
    // In characters; about as many lines as leave the timeline in view below them.
    private const int Beginning = 480;

    // A summary as they usually are is shown whole: only what is out of all proportion is worth a press.
    private const int LeastFolded = 1600;

    // What a paragraph takes beside its characters: the gap, and a last line that is not full.
    private const int PerParagraph = 40;

    /// <summary>Folds a text.</summary>
    /// <returns>The fold; null for a text that is short enough to be shown as it is.</returns>
    public static TextFold? Of(string text)
    {
        string[] paragraphs = [.. Paragraphs.In(text)];
        if (paragraphs.Sum(paragraph => paragraph.Length + PerParagraph) < LeastFolded)
            return null;

        var (whole, left) = (0, Beginning);
        while (whole < paragraphs.Length && paragraphs[whole].Length + PerParagraph <= left)
            left -= paragraphs[whole++].Length + PerParagraph;
        var next = paragraphs[whole];
        if (left < Beginning / 2)
            return new(paragraphs[..whole], paragraphs[whole..], IsCut: false);

        var place = PlaceToCut(next, Math.Min(left, next.Length - 1));
        return new([.. paragraphs[..whole], next[..place].TrimEnd()], [next[place..].TrimStart(), .. paragraphs[(whole + 1)..]], IsCut: true);
    }

    // After a sentence if one ends late enough, otherwise between two words, otherwise anywhere but inside a letter.
    private static int PlaceToCut(string text, int most)
    {
        for (var place = most; place > most / 2; place--)
        {
            if (text[place] == ' ' && text[place - 1] is '.' or '!' or '?' or '…')
                return place;
        }

        var space = text.LastIndexOf(' ', most, most / 2);
        return space > 0 ? space : char.IsLowSurrogate(text[most]) ? most - 1 : most;
    }
}
