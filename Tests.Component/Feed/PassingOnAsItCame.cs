using System.Text;
using BlazorApp.Status;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Status;
using Tests.Component.Components;
using Xunit;

namespace Tests.Component.Feed;

/// <summary>Announcements that are watched: they reach event streams byte for byte where that is right, and written anew where it is not.</summary>
public sealed class PassingOnAsItCame : StoreTest
{
    private const string Start = """{"videoId":"talk","language":"en","status":"completed","timestamp":1""";

    [Theory]
    [InlineData(Start + """, "revision" : 9, "attempt":1,"progress":1.0,"data":{"formatted_text":"One.\nTwo\tand \"three\" \\ four, it\u0027s \uD83C\uDF1E."}}""")]
    [InlineData(Start + ""","revision":9,"title":"Güneş 🌞"}""")]
    [InlineData("""{"revision":9,"videoId":"talk","status":"failed","language":"en","timestamp":1}""")]
    public async Task Announcement_goes_to_event_streams_as_it_came(string message) =>
        Assert.EndsWith($"data: {{\"type\":\"transcript\",{message[1..]}\n\n", await FrameOfAsync(message), StringComparison.Ordinal);

    [Theory]
    [InlineData(Start + ""","revision":9,"title":"<script>"}""", ""","title":"\u003Cscript\u003E"}""")]
    [InlineData(Start + ""","revision":9,"title":"a\bb\fc\rd"}""", ""","title":"abcd"}""")]
    [InlineData(Start + ",\"revision\":9,\"title\":\"a\u007Fb\u0085c\"}", ""","title":"abc"}""")]
    [InlineData(Start + ""","revision":9,"title":"a\u0007b"}""", ""","title":"ab"}""")]
    [InlineData(Start + ""","revision":9,"unknown":"left behind","title":"a"}""", ""","revision":9,"title":"a"}""")]
    [InlineData(Start + ",\n\"revision\":9,\"title\":\"a\"}", ""","revision":9,"title":"a"}""")]
    [InlineData("""{"videoId":"talk","status":"completed","timestamp":1,"revision":9}""", ""","language":"en","status":"completed","timestamp":1,"revision":9}""")]
    public async Task What_has_to_be_changed_is_written_anew(string message, string end) =>
        Assert.EndsWith(end + "\n\n", await FrameOfAsync(message), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"revision":1732374000000000,"videoId":"talk","language":"en","status":"failed","timestamp":1}""", """{"videoId":"talk","language":"en","status":"failed","timestamp":1}""")]
    [InlineData("""{"videoId":"talk","language":"en", "revision": 1732374000000000 , "status":"failed","timestamp":1}""", """{"videoId":"talk","language":"en",  "status":"failed","timestamp":1}""")]
    [InlineData("""{"videoId":"talk","language":"en","status":"failed","timestamp":1, "revision":1732374000000000 }""", """{"videoId":"talk","language":"en","status":"failed","timestamp":1}""")]
    public async Task Revision_that_cannot_be_is_cut_out_and_the_rest_goes_as_it_came(string message, string rest)
    {
        await FrameOfAsync(message); // the first of them has the database asked

        Assert.EndsWith($"data: {{\"type\":\"transcript\",{rest[1..]}\n\n", await FrameOfAsync(message), StringComparison.Ordinal);
        Assert.Equal(2, Services.GetRequiredService<FeedCounters>().Disbelieved);
    }

    [Fact]
    public async Task Page_reads_of_it_what_was_announced()
    {
        using var watching = Feed.Subscribe(StatusFilter.Videos("talk"));
        await TakeInAsync(Start + ""","revision":9,"progress":0.5,"title":"It\u0027s a talk"}""");

        var change = Assert.Single((await watching.TakeAsync(Cancel)).Events).Change;

        Assert.Equal((new StatusKey("talk", StatusKind.Transcript, "en"), 9), (change.Key, change.Order));
        Assert.Equal((StatusState.Completed, 9, 0.5, "It's a talk"), (change.Message.Status, change.Message.Revision, change.Message.Progress, change.Message.Title));
    }

    [Fact]
    public async Task Late_one_is_passed_on_to_nobody()
    {
        using var watching = Feed.Subscribe(StatusFilter.Videos("talk"));
        await TakeInAsync(Start + ""","revision":9}""");
        await TakeInAsync(Start + ""","revision":8}""");

        Assert.Equal(9, Assert.Single((await watching.TakeAsync(Cancel)).Events).Order);
        Assert.Equal(1, Services.GetRequiredService<FeedCounters>().Late);
    }

    private async Task<string> FrameOfAsync(string message)
    {
        using var watching = Feed.Subscribe(StatusFilter.Videos("talk"));
        await TakeInAsync(message);
        return Encoding.UTF8.GetString(Assert.Single((await watching.TakeAsync(Cancel)).Events).Frame("00000000").Bytes.Span);
    }

    private async Task TakeInAsync(string message) =>
        await Services.GetRequiredService<StatusIntake>().TakeAsync(StatusKind.Transcript, Encoding.UTF8.GetBytes(message), isLast: false, Cancel);
}
