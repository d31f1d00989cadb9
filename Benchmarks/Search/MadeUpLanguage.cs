namespace Benchmarks.Search;

/// <summary>
/// Words that are used as those of a language are: the one used second most half as often as the first, and so on (Zipf's law). The
/// same each time.
/// </summary>
internal sealed class MadeUpLanguage
{
    private const int Words = 50_000;
    private const int CommonWords = 100;
    private const int RareFrom = 20_000;

    private static readonly string[] Syllables =
        [.. from first in "bcdfghjklmnprstvyz" from second in "aeiou" select $"{first}{second}"];

    private readonly string[] words;
    private readonly double[] upTo = new double[Words];

    public MadeUpLanguage()
    {
        var random = new Random(7);
        var made = new HashSet<string>();
        while (made.Count < Words)
            made.Add(string.Concat(Enumerable.Range(0, 3 + random.Next(2)).Select(_ => Syllables[random.Next(Syllables.Length)])));
        words = [.. made];
        var sum = 0.0;
        for (var rank = 0; rank < Words; rank++)
            upTo[rank] = sum += 1.0 / (rank + 1);
    }

    /// <summary>A word as it comes in speech.</summary>
    public string Next(Random random)
    {
        var place = Array.BinarySearch(upTo, random.NextDouble() * upTo[^1]);
        return words[Math.Min(place < 0 ? ~place : place, Words - 1)];
    }

    /// <summary>One of those that are in nearly every text.</summary>
    public string Common(Random random) => words[random.Next(CommonWords)];

    /// <summary>One of those that are in few.</summary>
    public string Rare(Random random) => words[random.Next(RareFrom, Words)];

    /// <summary>Any of all, each as likely.</summary>
    public string Any(Random random) => words[random.Next(Words)];
}
