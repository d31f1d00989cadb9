using BlazorApp.Diagnostics;
using Xunit;

namespace Tests.Component.Diagnosing;

/// <summary>Which hop of the path is shown to be broken, for each kind of trouble.</summary>
public sealed class LivePaths
{
    private static readonly NowReport Quiet = new(0, 0, null, null, 0, 0, RecentResets: 0);

    private static readonly DiagnosticsReport Well = new()
    {
        At = DateTimeOffset.UnixEpoch,
        RedisAddress = "localhost:6379",
        RedisReachable = true,
        Hearing = true,
        DatabaseReachable = true,
        Subscriptions = 2,
        Channels = [new("transcript:status", 1), new("summary:status", 1)],
        Messages = new MessageReport(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
        Now = Quiet,
        Canary = new CanaryReport(CanaryState.Arriving, 2, 1, 1, 0, 0),
        LastMessage = null,
        LastProbe = DateTimeOffset.UnixEpoch,
        Gaps = 0,
        RebuiltConnections = 0,
        Workers = ["worker-1"],
        HeapBytes = 0,
        Circuits = 0,
        EventStreams = 0,
        EventStreamReads = 0,
        EventStreamResets = 0,
        EventStreamsTooSlow = 0,
        Watchers = 0,
    };

    [Fact]
    public void All_is_well_though_nobody_watches() =>
        Assert.All(LivePath.Of(Well), hop => Assert.Equal(HopTrouble.None, hop.Trouble));

    [Fact]
    public void Hops_stand_in_the_order_of_the_path() =>
        Assert.Equal(Enum.GetValues<HopPlace>(), LivePath.Of(Well).Select(hop => hop.Place));

    [Fact]
    public void Without_a_worker_only_the_workers_are_broken() =>
        AssertBroken(Well with { Workers = [] }, HopPlace.Workers, HopTrouble.NoWorker);

    [Fact]
    public void Database_that_does_not_answer_is_the_one_broken_hop_though_nothing_is_read_any_more() =>
        AssertBroken(
            Well with { DatabaseReachable = false, Hearing = false, Canary = Canary(CanaryState.Unwritten) }, HopPlace.Database, HopTrouble.DatabaseAway, HopPlace.Listener, HopPlace.Feed);

    [Fact]
    public void Redis_that_is_unreachable_is_the_one_broken_hop_and_what_lies_behind_it_is_not_known() =>
        AssertBroken(
            Well with { RedisReachable = false, Hearing = false, Workers = null, Subscriptions = 2, Channels = [new("transcript:status", null), new("summary:status", null)], Canary = Canary(CanaryState.Unheard) },
            HopPlace.Redis, HopTrouble.RedisUnreachable, HopPlace.Workers, HopPlace.Listener, HopPlace.Feed);

    [Fact]
    public void Channel_that_is_not_subscribed_breaks_the_listener() =>
        AssertBroken(Well with { Subscriptions = 1, Hearing = false }, HopPlace.Listener, HopTrouble.Unsubscribed, HopPlace.Feed);

    [Fact]
    public void Channel_with_no_receiver_is_deaf_though_this_process_believes_to_be_subscribed() =>
        AssertBroken(Well with { Channels = [new("transcript:status", 1), new("summary:status", 0)] }, HopPlace.Listener, HopTrouble.Deaf, HopPlace.Feed);

    [Fact]
    public void Probes_that_do_not_come_back_break_the_listener() =>
        AssertBroken(Well with { Hearing = false }, HopPlace.Listener, HopTrouble.NotHearing, HopPlace.Feed);

    [Theory]
    [InlineData(CanaryState.Unheard)]
    [InlineData(CanaryState.Unwritten)]
    public void Canary_that_does_not_arrive_though_all_looks_well_is_trouble(CanaryState state) =>
        AssertBroken(Well with { Canary = Canary(state) }, HopPlace.Feed, HopTrouble.CanaryLost);

    [Theory]
    [InlineData(CanaryState.Off)]
    [InlineData(CanaryState.Starting)]
    public void Canary_that_is_not_there_is_no_trouble(CanaryState state) =>
        Assert.All(LivePath.Of(Well with { Canary = Canary(state) }), hop => Assert.Equal(HopTrouble.None, hop.Trouble));

    [Fact]
    public void Slow_readers_that_were_reset_are_told_of_and_nothing_is_broken()
    {
        var hops = LivePath.Of(Well with { Now = Quiet with { RecentResets = 3 } });

        Assert.DoesNotContain(hops, hop => hop.IsBroken);
        Assert.Equal(new Hop(HopPlace.Viewers, HopTrouble.ReadersReset), Assert.Single(hops, hop => hop.Trouble != HopTrouble.None));
    }

    private static CanaryReport Canary(CanaryState state) => Well.Canary with { State = state };

    private static void AssertBroken(DiagnosticsReport report, HopPlace place, HopTrouble trouble, params HopPlace[] unknown)
    {
        var hops = LivePath.Of(report);
        Assert.Equal(new Hop(place, trouble), Assert.Single(hops, hop => hop.IsBroken));
        Assert.Equal(unknown, hops.Where(hop => hop.Trouble == HopTrouble.Unknown).Select(hop => hop.Place));
        Assert.Equal(6 - 1 - unknown.Length, hops.Count(hop => hop.Trouble == HopTrouble.None));
    }
}
