using BlazorApp.Status;
using Microsoft.Extensions.Time.Testing;
using Pipeline.Status;
using Xunit;

namespace Tests.Component.Diagnosing;

/// <summary>The last events and which of them are asked for.</summary>
public sealed class EventRings
{
    private static readonly EventFilter Any = EventFilter.Of(null, null, null);

    private readonly FakeTimeProvider clock = new(DateTimeOffset.UnixEpoch);
    private readonly RecentEvents events;

    public EventRings() => events = new RecentEvents(clock);

    [Fact]
    public void Newest_comes_first_and_no_more_than_a_hundred_are_shown()
    {
        for (var revision = 1; revision <= 250; revision++)
            Add("talk", revision);

        var shown = events.Read(Any);

        Assert.Equal(Enumerable.Range(0, 100).Select(back => (long?)(250 - back)), shown.Select(item => item.Revision));
        Assert.Equal(250, shown[0].Number);
    }

    [Fact]
    public void What_is_older_than_the_ring_is_gone_and_memory_stays_the_same()
    {
        Add("first", 1);
        for (var revision = 2; revision <= RecentEvents.Capacity; revision++)
            Add("talk", revision);
        Assert.Single(events.Read(EventFilter.Of("first", null, null)));

        Add("talk", RecentEvents.Capacity + 1);

        Assert.Empty(events.Read(EventFilter.Of("first", null, null)));
        Assert.Equal(RecentEvents.Capacity, events.Read(Any, most: 2 * RecentEvents.Capacity).Count);
    }

    [Fact]
    public void Filter_finds_by_a_part_of_the_id_by_kind_and_by_outcome()
    {
        Add("Lighthouse", 1);
        Add("bees", 2, StatusKind.Summary);
        Add("bees", 3, outcome: EventOutcome.Late);
        events.AddRejected(StatusKind.Transcript, 12, "videoId is malformed");

        Assert.Equal(["Lighthouse"], Found("house"));
        Assert.Equal(["bees"], Found(kind: "summary"));
        Assert.Equal(["bees"], Found(outcome: "late"));
        Assert.Equal([null, "Lighthouse"], Found(kind: "transcript").Where(id => id != "bees"));
        Assert.Empty(Found("house", outcome: "late"));
        Assert.Equal(4, Found("", "nonsense", "nonsense").Count());
        var rejected = Assert.Single(events.Read(EventFilter.Of(null, null, "rejected")));
        Assert.Equal((null, 12, "videoId is malformed"), (rejected.VideoId, rejected.Bytes!.Value, rejected.Problem));
        Assert.False(rejected.IsShortForm);
    }

    [Fact]
    public void Filter_by_id_finds_a_rare_video_behind_many_others()
    {
        Add("rare", 1);
        for (var revision = 2; revision < 1500; revision++)
            Add("busy", revision);

        Assert.Equal(["rare"], Found("rare"));
        Assert.DoesNotContain("rare", events.Read(Any).Select(item => item.VideoId));
    }

    private IEnumerable<string?> Found(string? video = null, string? kind = null, string? outcome = null) =>
        events.Read(EventFilter.Of(video, kind, outcome)).Select(item => item.VideoId);

    private void Add(string video, long revision, StatusKind? kind = null, EventOutcome outcome = EventOutcome.PassedOn)
    {
        var key = new StatusKey(video, kind ?? StatusKind.Transcript, "en");
        events.Add(new StatusChange(key, new StatusMessage { VideoId = video, Status = StatusState.Processing, Timestamp = 1, Revision = revision }), outcome);
    }
}
