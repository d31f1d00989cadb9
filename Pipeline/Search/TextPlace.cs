namespace Pipeline.Search;

/// <summary>The place in a text that matches best.</summary>
internal sealed record TextPlace
{
    // In characters: more than an excerpt takes on either side, also where a line has more in it than its segment.
    private const int Before = 400;
    private const int After = 1200;

    /// <summary>The place, with what stands around it; the text's beginning where nothing of it matches; null of an empty text.</summary>
    public required MarkedText? Excerpt { get; init; }

    /// <summary>How many of the terms stand there; 0 where nothing matches.</summary>
    public required int Terms { get; init; }

    /// <summary>The line in which it begins, counted from 0.</summary>
    public required int Line { get; init; }

    /// <summary>That line, without space at its end.</summary>
    public required string LineText { get; init; }

    /// <summary>The first of the lines around it.</summary>
    public required int First { get; init; }

    /// <summary>The last of them.</summary>
    public required int Last { get; init; }

    /// <summary>Looks through a text.</summary>
    public static TextPlace In(string text, SearchQuery query)
    {
        var (finder, lines, starts) = (new ExcerptFinder(query), text.Split('\n'), new List<int>());
        foreach (var line in lines)
        {
            finder.Add(line);
            starts.Add(finder.Given - line.Length);
            if (finder.IsDone)
                break;
        }

        var at = Math.Max(0, starts.FindLastIndex(start => start <= (finder.Place ?? 0)));
        return new TextPlace
        {
            Excerpt = finder.Take(),
            Terms = finder.Terms,
            Line = at,
            LineText = lines[at].TrimEnd(),
            First = LinesAway(lines, at, -1, Before),
            Last = LinesAway(lines, at, 1, After),
        };
    }

    private static int LinesAway(string[] lines, int at, int step, int least)
    {
        for (var passed = 0; passed < least && at + step >= 0 && at + step < lines.Length; at += step)
            passed += lines[at + step].Length;
        return at;
    }
}
