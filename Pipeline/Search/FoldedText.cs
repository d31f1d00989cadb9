using System.Text;

namespace Pipeline.Search;

/// <summary>
/// A text as it is compared (<see cref="LetterFolding"/>), and where each of its letters came from. What is indexed, what is asked
/// for and what is marked all pass through here, so that both databases and every page find the same.
/// </summary>
public sealed class FoldedText
{
    /// <summary>Where a longer word is cut, in characters: PostgreSQL takes none over 2 KiB, and nobody types one.</summary>
    public const int MaxWordLength = 64;

    private readonly int[] origins;

    private FoldedText(string text, int[] origins) => (Text, this.origins) = (text, origins);

    /// <summary>The letters as they are compared; spaces and punctuation stay.</summary>
    public string Text { get; }

    /// <summary>Its words in order, as ranges of <see cref="Text"/>: runs of letters and digits.</summary>
    public IEnumerable<TextRange> Words
    {
        get
        {
            var begin = -1;
            for (var at = 0; at < Text.Length;)
            {
                var (isOfWord, length) = Look(at);
                if (isOfWord && begin < 0)
                    begin = at;
                if (!isOfWord && begin >= 0)
                {
                    yield return new TextRange(begin, at - begin);
                    begin = -1;
                }

                at += length;
            }

            if (begin >= 0)
                yield return new TextRange(begin, Text.Length - begin);
        }
    }

    /// <summary>Folds a text.</summary>
    public static FoldedText Of(string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var letters = new StringBuilder(source.Length);
        var origins = new List<int>(source.Length + 1);
        for (var at = 0; at < source.Length;)
        {
            if (char.IsAscii(source[at]))
            {
                letters.Append(char.ToLowerInvariant(source[at]));
                origins.Add(at++);
                continue;
            }

            // What is half of a pair counts as a sign of its own, which is no letter.
            Rune.DecodeFromUtf16(source.AsSpan(at), out var rune, out var length);
            var folded = LetterFolding.Of(rune);
            letters.Append(folded);
            for (var count = 0; count < folded.Length; count++)
                origins.Add(at);
            at += length;
        }

        origins.Add(source.Length);
        return new FoldedText(letters.ToString(), [.. origins]);
    }

    /// <summary>The words of a text, each at most <see cref="MaxWordLength"/> long.</summary>
    public static IEnumerable<string> WordsOf(string source)
    {
        var folded = Of(source);
        return folded.Words.Select(folded.Word);
    }

    /// <summary>A word as it is indexed and asked for.</summary>
    public string Word(TextRange word)
    {
        var length = Math.Min(word.Length, MaxWordLength);
        if (length < word.Length && char.IsHighSurrogate(Text[word.Start + length - 1]))
            length--;
        return Text.Substring(word.Start, length);
    }

    /// <summary>What a range of <see cref="Text"/> was in the source, whole letters with their marks.</summary>
    public TextRange InSource(TextRange range)
    {
        var end = range.Start + range.Length;
        while (end < Text.Length && origins[end] == origins[end - 1])
            end++; // one letter of the source became several
        return new TextRange(origins[range.Start], origins[end] - origins[range.Start]);
    }

    private (bool IsOfWord, int Length) Look(int at)
    {
        if (!char.IsSurrogate(Text[at]))
            return (char.IsLetterOrDigit(Text[at]), 1);
        Rune.DecodeFromUtf16(Text.AsSpan(at), out var rune, out var length);
        return (Rune.IsLetterOrDigit(rune), length);
    }
}
