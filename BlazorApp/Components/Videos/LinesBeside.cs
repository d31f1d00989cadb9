using Pipeline.Status;
using Pipeline.Storage;

namespace BlazorApp.Components.Videos;

/// <summary>The same stretch of a video in another language, laid beside the lines that a page holds: whatever begins while a line is spoken stands beside it.</summary>
/// <param name="results">Where it is read.</param>
/// <param name="key">The other transcript.</param>
public sealed class LinesBeside(ResultStore results, StatusKey key)
{
    // Another language is cut into other lines; this is more than it has for a stretch.
    private const int Most = 4 * ShownLines.Most;

    private Dictionary<int, string> texts = [];

    /// <summary>The other language.</summary>
    public string Language => key.Language;

    /// <summary>Grows whenever other texts stand beside the lines.</summary>
    public int Turn { get; private set; }

    /// <summary>What stands beside that line; null for nothing.</summary>
    public string? Of(int index) => texts.GetValueOrDefault(index);

    /// <summary>Reads what stands beside these lines.</summary>
    public async Task ReadAsync(ShownLines lines, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lines);
        Segment[] held = [.. lines.Held];
        if (held.Length == 0)
            return;
        var start = lines.First == 0 ? 0 : held[0].Start;
        var end = lines.HoldsEnd ? double.MaxValue : held[^1].End;
        var read = await results.GetSegmentsBetweenAsync(key, start, end, Most, cancellationToken);
        var (beside, place) = (new Dictionary<int, string>(), 0);
        foreach (var segment in read)
        {
            while (place + 1 < held.Length && held[place + 1].Start <= segment.Start)
                place++;
            var index = held[place].Index;
            beside[index] = beside.TryGetValue(index, out var before) ? $"{before} {segment.Text}" : segment.Text;
        }

        if (texts.Count == beside.Count && !texts.Except(beside).Any())
            return;
        texts = beside;
        Turn++;
    }
}
