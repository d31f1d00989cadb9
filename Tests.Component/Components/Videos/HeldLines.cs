using BlazorApp.Components.Videos;
using Xunit;

namespace Tests.Component.Components.Videos;

/// <summary>Of a long transcript a page holds the lines around its reader.</summary>
public sealed class HeldLines : ComponentTest
{
    [Fact]
    public void Reader_at_the_end_sees_what_arrives_and_the_oldest_lines_are_let_go_of()
    {
        var lines = new ShownLines();

        lines.Append(Lines(0, 10_000));

        Assert.True(lines.HoldsEnd);
        Assert.Equal(10_000, lines.Count);
        Assert.InRange(lines.Held.Count, ShownLines.Most - ShownLines.Piece, ShownLines.Most);
        Assert.Equal((0, 9_999), (lines.First % ShownLines.Piece, lines.Held[^1].Index));
    }

    [Fact]
    public void Reader_elsewhere_keeps_his_lines_and_what_arrives_is_counted()
    {
        var lines = new ShownLines { Follows = false };
        lines.Append(Lines(0, ShownLines.Most));

        lines.Append(Lines(ShownLines.Most, 500));

        Assert.Equal(Lines(0, ShownLines.Most), lines.Held);
        Assert.Equal((false, ShownLines.Most + 500), (lines.HoldsEnd, lines.Count));
    }

    [Fact]
    public void Line_that_arrives_while_others_are_read_is_not_forgotten()
    {
        var lines = new ShownLines();
        lines.Append(Lines(0, 100));

        lines.Append(Lines(100, 1)); // while the reading below was under way
        lines.Hold(Lines(50, 50), count: 100);

        Assert.Equal((101, false), (lines.Count, lines.HoldsEnd));
    }

    [Fact]
    public void Line_at_a_moment_is_the_last_that_has_begun()
    {
        var lines = new ShownLines();
        Assert.Null(lines.At(10));
        lines.Append(Lines(0, 10)); // six seconds each

        Assert.Equal([0, 0, 1, 9], new[] { -1, 5.9, 6, 999 }.Select(moment => lines.At(moment)));
    }
}
