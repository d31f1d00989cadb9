using Pipeline.Webhooks;
using Xunit;

namespace Tests.Component.Webhooks;

/// <summary>How patiently a notice is tried.</summary>
public sealed class Retries
{
    [Fact]
    public void Pauses_double_and_the_last_attempt_comes_after_about_a_day()
    {
        var pauses = Enumerable.Range(1, RetrySchedule.MostAttempts - 1).Select(attempt => RetrySchedule.After(attempt, 0.5)).ToList();

        Assert.Equal(TimeSpan.FromSeconds(5), pauses[0]);
        Assert.All(pauses.Zip(pauses.Skip(1)), pair => Assert.Equal(pair.First * 2, pair.Second));
        Assert.InRange(pauses.Aggregate(TimeSpan.Zero, (sum, pause) => sum + pause), TimeSpan.FromHours(20), TimeSpan.FromHours(26));
    }

    [Theory]
    [InlineData(0, 4)]
    [InlineData(0.5, 5)]
    [InlineData(1, 6)]
    public void Pause_is_spread_by_a_fifth(double chance, double seconds) => Assert.Equal(seconds, RetrySchedule.After(1, chance).TotalSeconds, 3);

    [Theory]
    [InlineData(1, 5)] // no shorter than it would have been
    [InlineData(120, 120)]
    [InlineData(100_000, 3600)] // and no receiver holds a notice for longer than an hour
    public void Receiver_can_ask_for_a_longer_pause_within_limits(int asked, double seconds) =>
        Assert.Equal(seconds, RetrySchedule.After(1, 0.5, TimeSpan.FromSeconds(asked)).TotalSeconds, 3);
}
