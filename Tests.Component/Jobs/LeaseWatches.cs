using Microsoft.Extensions.Time.Testing;
using Pipeline.Jobs;
using Pipeline.Status;
using Xunit;

namespace Tests.Component.Jobs;

public sealed class LeaseWatches
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly Lease Held = new(new StatusKey("talk", StatusKind.Transcript, "en"), Attempt: 1, Renewals: 0, External: false);

    private readonly FakeTimeProvider clock = new();
    private readonly LeaseWatch watch;

    public LeaseWatches() => watch = new LeaseWatch(clock, longestGap: 2 * Second);

    [Fact]
    public void Lease_that_nobody_renews_is_over_after_its_length_and_not_before()
    {
        Assert.Empty(Look(Held));
        for (var second = 1; second < 10; second++)
            Assert.Empty(LookLater(Second, Held));

        Assert.Equal([Held], LookLater(Second, Held));
    }

    [Fact]
    public void Longest_unrenewed_lease_is_known_of_workers_and_not_of_other_programs()
    {
        var (external, renewed) = (Held with { Key = Held.Key with { VideoId = "other" }, External = true }, Held with { Renewals = 1 });
        LookLater(Second, external);
        Assert.Equal(TimeSpan.Zero, watch.LongestUnrenewed);

        LookLater(Second, external, Held);
        LookLater(Second, external, Held);
        LookLater(Second, external, Held);
        Assert.Equal(2 * Second, watch.LongestUnrenewed);

        LookLater(Second, external, renewed);
        Assert.Equal(TimeSpan.Zero, watch.LongestUnrenewed);
    }

    [Fact]
    public void Renewed_lease_begins_anew()
    {
        Look(Held);
        for (var second = 1; second < 10; second++)
            LookLater(Second, Held);

        var renewed = Held with { Renewals = 1 };
        Assert.Empty(LookLater(Second, renewed));
        for (var second = 1; second < 10; second++)
            Assert.Empty(LookLater(Second, renewed));
        Assert.Equal([renewed], LookLater(Second, renewed));
    }

    [Fact]
    public void Next_claim_of_the_same_job_begins_anew()
    {
        Look(Held);
        for (var second = 1; second < 10; second++)
            LookLater(Second, Held);

        Assert.Empty(LookLater(Second, Held with { Attempt = 2 }));
    }

    [Fact]
    public void While_this_process_stands_still_nobody_loses_a_lease()
    {
        Look(Held);

        Assert.Empty(LookLater(TimeSpan.FromHours(1), Held));
        for (var second = 3; second < 10; second++)
            Assert.Empty(LookLater(Second, Held));
        Assert.Equal([Held], LookLater(Second, Held));
    }

    [Fact]
    public void Clock_that_is_set_changes_nothing()
    {
        clock.AdjustTime(clock.GetUtcNow().AddDays(1));
        Look(Held);
        clock.AdjustTime(clock.GetUtcNow().AddDays(1));

        Assert.Empty(Look(Held));
    }

    [Fact]
    public void Lease_that_was_given_back_and_taken_again_is_not_remembered()
    {
        Look(Held);
        for (var second = 1; second < 10; second++)
            LookLater(Second, Held);
        LookLater(Second);

        Assert.Empty(LookLater(Second, Held));
    }

    private IReadOnlyList<Lease> LookLater(TimeSpan passed, params Lease[] leases)
    {
        clock.Advance(passed);
        return Look(leases);
    }

    private IReadOnlyList<Lease> Look(params Lease[] leases) => watch.Look(leases, _ => 10 * Second);
}
