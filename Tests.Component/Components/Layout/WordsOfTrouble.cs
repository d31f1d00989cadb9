using BlazorApp.Components.Layout;
using BlazorApp.Status;
using Xunit;

namespace Tests.Component.Components.Layout;

public sealed class WordsOfTrouble : ComponentTest
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Gravest_trouble_is_the_one_that_is_said()
    {
        var all = new HealthReport { RedisReachable = false, Hearing = false, Subscriptions = 0, DatabaseReachable = false, Workers = [] };

        Assert.Equal("The database does not answer:", Trouble.Of(all, Now)?.Trouble);
        Assert.Equal("Redis is unreachable.", Trouble.Of(all with { DatabaseReachable = true }, Now)?.Trouble);
    }

    [Fact]
    public void Redis_that_is_away_is_told_with_the_time_it_was_last_heard()
    {
        var away = new HealthReport { RedisReachable = false, Hearing = false, Subscriptions = 0, DatabaseReachable = true, SilentSince = Now.AddSeconds(-40) };

        Assert.Equal("Redis is unreachable: last heard 40 s ago.", Trouble.Of(away, Now)?.Trouble);
    }

    [Theory]
    [InlineData(false, 1, "Redis is unreachable.")]
    [InlineData(false, 2, "Redis is unreachable: last heard 2 s ago.")]
    [InlineData(true, 1, "Updates are paused.")]
    [InlineData(true, 2, "Updates are paused: last heard 2 s ago.")]
    public void What_has_only_just_fallen_silent_is_told_without_a_figure(bool reachable, int seconds, string words)
    {
        var silent = new HealthReport { RedisReachable = reachable, Hearing = false, Subscriptions = 2, DatabaseReachable = true, SilentSince = Now.AddSeconds(-seconds) };

        Assert.Equal(words, Trouble.Of(silent, Now)?.Trouble);
    }

    [Theory]
    [InlineData(-5, "0 s")]
    [InlineData(59.9, "59 s")]
    [InlineData(60, "1 min")]
    [InlineData(7199, "1 h")]
    [InlineData(200_000, "55 h")]
    public void Time_is_told_in_its_largest_whole_unit(double seconds, string words) => Assert.Equal(words, Trouble.Length(TimeSpan.FromSeconds(seconds)));
}
