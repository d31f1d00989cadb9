using System.Text;
using BlazorApp.Status;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Announcements;
using Pipeline.Status;
using Tests.Component.Components;
using Xunit;

namespace Tests.Component.Feed;

/// <summary>Announcements of videos that nobody watches in this process: most of all that are heard.</summary>
public sealed class PassingOver : StoreTest
{
    private const int Times = 1000;

    private StatusIntake Intake => Services.GetRequiredService<StatusIntake>();

    private FeedCounters Counters => Services.GetRequiredService<FeedCounters>();

    [Theory]
    [InlineData("""{"videoId":"talk","language":"en","status":"completed","timestamp":1,"revision":9,"attempt":1,"progress":1,"data":{"formatted_text":"One.\nTwo."}}""")]
    [InlineData("""{"videoId":"talk","language":"tr","status":"processing","timestamp":1,"revision":9,"attempt":1,"attemptLimit":3,"progress":0.104,"stage":"transcribing","worker":"simulator-host-42/1","queuedAt":1,"startedAt":1,"segments":1,"newest":[{"index":0,"start":0.4,"end":6.52,"text":"Güneş \"doğdu\", it\u0027s \uD83C\uDF1E \u0026 warm."}],"traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}""")]
    [InlineData("""{"videoId":"talk","status":"queued","timestamp":1,"revision":9,"title":"A talk"}""")]
    [InlineData("""{"videoId":"talk","status":"completed","timestamp":1,"revision":9,"data":{"ref":"/api/videos/talk/transcript?language=en","bytes":70000}}""")]
    public async Task Nothing_is_allocated_for_what_nobody_watches(string message)
    {
        ReadOnlyMemory<byte> payload = Encoding.UTF8.GetBytes(message);
        await SubmitAsync();
        for (var time = 0; time < 3; time++)
            await Intake.TakeAsync(StatusKind.Transcript, payload, isLast: false, Cancel); // the first of a status is remembered

        var allocated = Allocated.By(() =>
        {
            for (var time = 0; time < Times; time++)
                Assert.True(Intake.TakeAsync(StatusKind.Transcript, payload, isLast: false, Cancel).AsTask().IsCompletedSuccessfully);
        });

        Assert.Equal(0, allocated);
        Assert.Equal((Times + 3, 1, Times + 2), (Counters.Received, Counters.Published, Counters.Late));
    }

    [Fact]
    public async Task What_nobody_watched_is_remembered_so_that_nothing_older_follows_it()
    {
        await SubmitAsync();
        await Intake.TakeAsync(StatusKind.Transcript, Message(revision: 9, "completed"), isLast: false, Cancel);
        using var later = Feed.Subscribe(StatusFilter.All);

        await Intake.TakeAsync(StatusKind.Transcript, Message(revision: 8, "processing"), isLast: false, Cancel);
        await Intake.TakeAsync(StatusKind.Transcript, Message(revision: 10, "failed"), isLast: false, Cancel);

        var heard = await later.TakeAsync(TimeSpan.Zero, TimeProvider.System, Cancel);
        Assert.Equal(10, Assert.Single(heard.Events).Change.Message.Revision);
    }

    [Fact]
    public async Task What_nobody_watched_is_among_the_recent_events()
    {
        await SubmitAsync();
        await Intake.TakeAsync(StatusKind.Transcript, Message(revision: 9, "completed"), isLast: false, Cancel);

        var recent = Services.GetRequiredService<RecentEvents>().Read(new EventFilter("talk", Kind: null, Outcome: null));

        Assert.Equal(("talk", "tr", StatusState.Completed, 9, EventOutcome.PassedOn), (recent[0].VideoId, recent[0].Language, recent[0].State, recent[0].Revision, recent[0].Outcome));
    }

    [Fact]
    public async Task What_somebody_watches_is_passed_on()
    {
        await SubmitAsync();
        using var watching = Feed.Subscribe(StatusFilter.Videos("talk"));

        await Intake.TakeAsync(StatusKind.Transcript, Message(revision: 9, "completed"), isLast: false, Cancel);

        var heard = await watching.TakeAsync(TimeSpan.Zero, TimeProvider.System, Cancel);
        Assert.Equal(9, Assert.Single(heard.Events).Change.Message.Revision);
    }

    private static ReadOnlyMemory<byte> Message(long revision, string status) =>
        Encoding.UTF8.GetBytes($$"""{"videoId":"talk","language":"tr","status":"{{status}}","timestamp":1,"revision":{{revision}}}""");
}
