using System.Text;

namespace Pipeline.Search;

/// <summary>
/// Looks for the place in a text where most of what was searched for stands close together. The text is given piece by piece, so that
/// no more of it need be read than that takes.
/// </summary>
internal sealed class ExcerptFinder(SearchQuery query)
{
    private const int Length = 240; // characters: two or three lines of a result
    private const int Before = 50; // of which so many, at most, stand before the match

    private readonly StringBuilder text = new();
    private readonly List<string> words = []; // of this piece and those right before it
    private readonly List<int> starts = [];
    private readonly List<(int Start, int Term)> matches = [];

    /// <summary>Where the first match of the best place begins, in the pieces put together with a space between; null while nothing matches.</summary>
    public int? Place { get; private set; }

    /// <summary>How many of the terms stand there.</summary>
    public int Terms { get; private set; }

    /// <summary>How much has been given.</summary>
    public int Given => text.Length;

    /// <summary>Whether no further piece could change anything.</summary>
    public bool IsDone => Terms == query.Terms.Count && Given > Place + Length;

    /// <summary>Gives the next piece.</summary>
    public void Add(string piece)
    {
        if (text.Length > 0)
            text.Append(' ');
        if (Terms < query.Terms.Count && query.MayStandIn(piece))
        {
            Search(piece, text.Length);
        }
        else
        {
            // No phrase reaches across it.
            words.Clear();
            starts.Clear();
        }

        text.Append(piece).Replace('\n', ' ', text.Length - piece.Length, piece.Length);
    }

    /// <summary>The place and what stands around it, cut between words.</summary>
    public MarkedText? Take()
    {
        if (text.Length == 0)
            return null;
        var whole = text.ToString();
        var start = Place is { } place && place > Before ? AfterSpace(whole, place - Before, place) : 0;
        var end = whole.Length <= start + Length ? whole.Length : BeforeSpace(whole, start + Length, Math.Max(start, Place ?? 0));
        var excerpt = $"{(start > 0 ? "…" : "")}{whole[start..end].Trim()}{(end < whole.Length ? "…" : "")}";
        return new MarkedText(excerpt, query.FindIn(excerpt));
    }

    private void Search(string piece, int offset)
    {
        var folded = FoldedText.Of(piece);
        foreach (var word in folded.Words)
        {
            words.Add(folded.Word(word));
            starts.Add(offset + folded.InSource(word).Start);
            for (var term = 0; term < query.Terms.Count; term++)
            {
                if (query.Terms[term].IsEndOf(words))
                    Note(starts[^query.Terms[term].Words.Count], term);
            }
        }
    }

    private void Note(int start, int term)
    {
        matches.Add((start, term));
        matches.RemoveAll(match => match.Start < start - Length + Before);
        var close = matches.Select(match => match.Term).Distinct().Count();
        if (close <= Terms)
            return;
        (Terms, Place) = (close, matches[0].Start);
    }

    private static int AfterSpace(string text, int from, int most)
    {
        var space = text.IndexOf(' ', from, most - from);
        return space < 0 ? most : space + 1;
    }

    private static int BeforeSpace(string text, int from, int least)
    {
        var space = text.LastIndexOf(' ', from, from - least);
        return space > least ? space : char.IsLowSurrogate(text[from]) ? from - 1 : from;
    }
}
