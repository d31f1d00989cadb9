namespace Pipeline.Search;

/// <summary>A part of a <see cref="SearchQuery"/>: a word, or several that follow each other.</summary>
/// <param name="Words">The words, folded, in order; at least one.</param>
/// <param name="IsBeginning">Whether the last one is found by its beginning.</param>
public sealed record SearchTerm(IReadOnlyList<string> Words, bool IsBeginning)
{
    /// <summary>Whether the last words of a text are this term.</summary>
    internal bool IsEndOf(IReadOnlyList<string> text)
    {
        if (text.Count < Words.Count)
            return false;
        for (var place = 1; place <= Words.Count; place++)
        {
            var (word, asked) = (text[^place], Words[^place]);
            if (place == 1 && IsBeginning ? !word.StartsWith(asked, StringComparison.Ordinal) : word != asked)
                return false;
        }

        return true;
    }
}
