namespace Pipeline.Search;

/// <summary>A text with what was searched for marked in it: as ranges, never as markup, so that text stays text.</summary>
/// <param name="Text">The text.</param>
/// <param name="Matches">Where it matches, in order; none where it only stands beside a match.</param>
public sealed record MarkedText(string Text, IReadOnlyList<TextRange> Matches)
{
    /// <summary>The text in parts, each with whether it is a match.</summary>
    public IEnumerable<(string Text, bool IsMatch)> Parts
    {
        get
        {
            var done = 0;
            foreach (var (start, length) in Matches)
            {
                if (start > done)
                    yield return (Text[done..start], false);
                yield return (Text.Substring(start, length), true);
                done = start + length;
            }

            if (done < Text.Length)
                yield return (Text[done..], false);
        }
    }
}
