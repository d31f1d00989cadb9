using System.Buffers;
using System.Text;

namespace Pipeline.Search;

/// <summary>
/// What somebody searches for, understood: words that all have to be there, the last one also by its beginning, and phrases in
/// quotation marks. Whatever is neither letter nor digit only separates words, so no text can mean anything else.
/// </summary>
public sealed class SearchQuery
{
    /// <summary>The longest text that is looked at, in characters.</summary>
    public const int MaxLength = 200;

    /// <summary>The most words that are looked for at once.</summary>
    public const int MaxWords = 16;

    /// <summary>The shortest beginning of a word that finds it, in characters. Shorter ones stand in nearly every text.</summary>
    public const int LeastBeginning = 3;

    private static readonly char[] QuotationMarks = ['"', '“', '”', '„', '«', '»'];

    private readonly SearchValues<string> words;

    private SearchQuery(IReadOnlyList<SearchTerm> terms)
    {
        Terms = terms;
        words = SearchValues.Create([.. terms.SelectMany(term => term.Words)], StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>What has to be there; empty when the text holds no word, and then nothing is found.</summary>
    public IReadOnlyList<SearchTerm> Terms { get; }

    /// <summary>Reads what was typed.</summary>
    /// <returns>The query, or null and the reason, as a sentence that says what to do.</returns>
    public static (SearchQuery? Query, string? Problem) Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return (null, "Say what to look for: one word or several.");
        if (text.Length > MaxLength)
            return (null, $"That is longer than {MaxLength} characters. A few words find more.");
        var terms = Parse(text);
        return terms.Sum(term => term.Words.Count) > MaxWords
            ? (null, $"Those are more than {MaxWords} words. A few of them find more.")
            : (new SearchQuery(terms), null);
    }

    /// <summary>Whether any of the words may stand in a text: false for nearly every piece of a long one, which then need not be taken apart.</summary>
    internal bool MayStandIn(string text) => (Ascii.IsValid(text) ? text : FoldedText.Of(text).Text).AsSpan().ContainsAny(words);

    /// <summary>Where in a text the terms stand, in order, none inside another.</summary>
    public IReadOnlyList<TextRange> FindIn(string text)
    {
        var folded = FoldedText.Of(text);
        var (words, ranges, found) = (new List<string>(), folded.Words.ToArray(), new List<TextRange>());
        foreach (var range in ranges)
        {
            words.Add(folded.Word(range));
            if (Terms.Where(term => term.IsEndOf(words)).MaxBy(term => term.Words.Count) is not { } term)
                continue;
            var first = ranges[words.Count - term.Words.Count];
            var match = folded.InSource(new TextRange(first.Start, range.Start + range.Length - first.Start));
            // A phrase ends with a word that may have been found by itself already.
            found.RemoveAll(earlier => earlier.Start >= match.Start);
            found.Add(match);
        }

        return found;
    }

    private static List<SearchTerm> Parse(string text)
    {
        var parts = text.Split(QuotationMarks);
        var terms = new List<SearchTerm>();
        for (var part = 0; part < parts.Length; part++)
        {
            // The last mark of an odd number of them opens nothing that would be closed.
            var isPhrase = part % 2 == 1 && part < parts.Length - 1;
            string[] chunks = isPhrase ? [parts[part]] : parts[part].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            // What a person joined ("e-mail", "Ankara'da") follows each other.
            var read = chunks.Select(FoldedText.WordsOf).Select(words => new SearchTerm([.. words], IsBeginning: false)).Where(term => term.Words.Count > 0).ToList();
            if (!isPhrase && part == parts.Length - 1 && read is [.., var last] && last.Words[^1].Length >= LeastBeginning)
                read[^1] = last with { IsBeginning = true };
            terms.AddRange(read);
        }

        return [.. terms.DistinctBy(term => (string.Join(' ', term.Words), term.IsBeginning))];
    }
}
