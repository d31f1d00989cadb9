using BlazorApp.Status;
using Xunit;

namespace Tests.Component.Diagnosing;

/// <summary>Percentiles of the durations since the last look.</summary>
public sealed class LatencyWindows
{
    private readonly LatencyWindow window = new();

    [Fact]
    public void Percentiles_are_at_most_an_eighth_too_high_and_never_too_low()
    {
        foreach (var milliseconds in Enumerable.Range(1, 1000))
            window.Add(TimeSpan.FromMilliseconds(milliseconds));

        var (median, highest) = window.Take();

        Assert.InRange(median!.Value, 500, 500 * 1.125);
        Assert.InRange(highest!.Value, 990, 990 * 1.125);
    }

    [Fact]
    public void Every_duration_falls_between_itself_and_an_eighth_more()
    {
        for (var microseconds = 8.0; microseconds < 600_000_000; microseconds *= 1.3)
        {
            window.Add(TimeSpan.FromMicroseconds(microseconds));
            var told = window.Take().Median!.Value * 1000;
            Assert.InRange(told, Math.Floor(microseconds), (Math.Floor(microseconds) * 1.125) + 1);
        }
    }

    [Fact]
    public void What_was_taken_is_gone_and_nothing_is_no_figure()
    {
        Assert.Equal((null, null), window.Take());
        window.Add(TimeSpan.FromMilliseconds(3));
        Assert.NotNull(window.Take().Median);
        Assert.Equal((null, null), window.Take());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(100_000_000)]
    public void Clock_that_jumped_breaks_nothing(int seconds)
    {
        window.Add(TimeSpan.FromSeconds(seconds));
        Assert.NotNull(window.Take().Highest);
    }
}
