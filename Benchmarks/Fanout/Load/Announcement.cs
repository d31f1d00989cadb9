using System.Globalization;
using System.Text.Unicode;

namespace Benchmarks.Fanout.Load;

/// <summary>The message that is published: a real announcement, whose text begins with its number and with the moment of sending.</summary>
internal static class Announcement
{
    // What is around the text of a message; a shorter message than that there is not.
    private const int LongestHead = 256;

    private static readonly byte[] Words = [.. Enumerable.Repeat("the quick brown fox jumps over the lazy dog "u8.ToArray(), 6_000).SelectMany(words => words)];

    /// <summary>Stands before the number.</summary>
    public static ReadOnlySpan<byte> NumberMark => "seq="u8;

    /// <summary>Stands before the moment of sending, in microseconds of <see cref="Microseconds"/>.</summary>
    public static ReadOnlySpan<byte> TimeMark => ";t="u8;

    /// <summary>How much room a message of that size needs at most.</summary>
    public static int Room(int bytes) => Math.Max(bytes, LongestHead);

    /// <summary>The id of the video of that number.</summary>
    public static string VideoId(int video) => $"vid{video:D8}";

    /// <summary>Writes one.</summary>
    /// <param name="destination">Where to; <see cref="Room"/> says how much it needs.</param>
    /// <param name="plan">What video it is about, and how large it is.</param>
    /// <param name="number">Which of the messages it is.</param>
    /// <param name="revision">A number that the database has handed out.</param>
    /// <returns>How long it is.</returns>
    public static int Write(Span<byte> destination, MessagePlan plan, int number, long revision)
    {
        var sent = Microseconds.Now;
        Utf8.TryWrite(
            destination,
            CultureInfo.InvariantCulture,
            $$"""{"videoId":"vid{{plan.VideoOf(number):D8}}","language":"en","status":"completed","timestamp":{{DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()}},"revision":{{revision}},"data":{"formatted_text":"seq={{number}};t={{sent}};""",
            out var length);
        ReadOnlySpan<byte> end = "\"}}"u8;
        var text = Words.AsSpan(0, Math.Clamp(plan.Bytes - length - end.Length, 0, Words.Length));
        text.CopyTo(destination[length..]);
        length += text.Length;
        end.CopyTo(destination[length..]);
        return length + end.Length;
    }
}
