using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Pipeline.Jobs;
using Pipeline.Status;
using Tests.Fixtures;
using Xunit;

namespace Tests.Integration.Live;

/// <summary>From a change to those who watch: the real app, a real database file, and each Redis that Live can be given.</summary>
public abstract class LivePathContract<T>(LiveFixture<T> live) : IClassFixture<LiveFixture<T>>, IAsyncLifetime
    where T : RedisBackend, new()
{
    private readonly string id = NewId();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        if (live.Redis.MissingBecause is { } reason)
            Assert.Skip(reason);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task What_a_worker_does_arrives_as_it_happens()
    {
        using var stream = await OpenAsync($"/api/sse/videos/{id}");
        await live.SubmitAsync(id);
        Assert.Equal(("transcript", "queued"), Told(await stream.ReadChangeAsync()));

        var job = await live.ClaimAsync(id);
        Assert.Equal(("transcript", "processing"), Told(await stream.ReadChangeAsync()));

        await live.Worker.Jobs.ReportAsync(
            job, new JobProgress { Progress = 0.5, Stage = "transcribing", Segments = [new Segment(0, 0, 2.5, "Merhaba <b>dünya</b>")] }, Cancel);
        var report = (await stream.ReadChangeAsync()).Data;
        Assert.Equal((0.5, 1), (report.GetProperty("progress").GetDouble(), report.GetProperty("segments").GetInt32()));
        Assert.Equal("Merhaba <b>dünya</b>", report.GetProperty("newest")[0].GetProperty("text").GetString());

        await live.Worker.Jobs.CompleteAsync(job, "Merhaba dünya.", Cancel);
        var completed = await stream.ReadUntilAllAsync(item => Told(item) == ("transcript", "completed"), item => Told(item) == ("summary", "queued"));
        Assert.Equal("Merhaba dünya.", completed.Text);
    }

    [Fact]
    public async Task Stream_of_one_video_is_silent_about_the_others_and_the_general_one_tells_all()
    {
        var other = NewId();
        using var particular = await OpenAsync($"/api/sse?video={id}");
        using var general = await OpenAsync("/api/sse");

        await PublishAsync(other, revision: 1);
        await PublishAsync(id, revision: 1);

        Assert.Equal(id, (await particular.ReadChangeAsync()).Data.GetProperty("videoId").GetString());
        await general.ReadUntilAsync(item => item.IsOf(other));
        await general.ReadUntilAsync(item => item.IsOf(id));
    }

    [Fact]
    public async Task Revision_that_the_database_never_handed_out_is_left_out_and_holds_nothing_back()
    {
        await live.SubmitAsync(id);
        using var stream = await OpenAsync($"/api/sse/videos/{id}");
        Assert.Equal(("transcript", "queued"), Told(await stream.ReadChangeAsync()));

        await PublishAsync(id, revision: 1_732_374_000_000);
        Assert.Null((await stream.ReadChangeAsync()).Revision);
        await PublishAsync(id, revision: 200_000_000_000_000);
        Assert.Null((await stream.ReadChangeAsync()).Revision);
        var job = await live.ClaimAsync(id);
        await live.Worker.Jobs.CompleteAsync(job, "Hello.", Cancel);

        var told = await stream.ReadUntilAsync(item => item.Status is not null);
        Assert.NotNull(told.Revision);
        Assert.InRange(told.Revision.Value, 1, 1_000_000);
        Assert.Equal("Hello.", told.Text ?? (await stream.ReadUntilAsync(item => item.Status == "completed")).Text);
    }

    [Fact]
    public async Task Bare_publish_of_another_program_is_told_at_once_and_stored_for_a_late_visitor()
    {
        using var stream = await OpenAsync($"/api/sse/videos/{id}");
        using var before = await live.App.Client.GetAsync($"/api/videos/{id}/transcript", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, before.StatusCode);

        var heardBy = await live.PublishAsync(
            "transcript:status", $$"""{"videoId":"{{id}}","status":"completed","timestamp":1732374000000,"data":{"formatted_text":"Hello"} }""");

        Assert.Equal(1, heardBy);
        var told = await stream.ReadChangeAsync();
        Assert.Equal((("transcript", "completed"), "Hello"), (Told(told), told.Text));
        var stored = told.Revision is null ? await stream.ReadChangeAsync() : told;
        Assert.Equal((("transcript", "completed"), "Hello"), (Told(stored), stored.Text));
        Assert.NotNull(stored.Revision);

        using var late = await OpenAsync($"/api/sse/videos/{id}");
        var snapshot = await late.ReadChangeAsync();
        Assert.Equal(("Hello", stored.Revision), (snapshot.Text, snapshot.Revision));
        var result = await live.App.Client.GetFromJsonAsync<JsonElement>($"/api/videos/{id}/transcript", Cancel);
        Assert.Equal("Hello", result.GetProperty("data").GetProperty("formatted_text").GetString());
    }

    [Fact]
    public async Task Bare_publish_ends_what_a_worker_was_doing()
    {
        await live.SubmitAsync(id);
        var job = await live.ClaimAsync(id);
        using var stream = await OpenAsync($"/api/sse/videos/{id}");
        Assert.Equal(("transcript", "processing"), Told(await stream.ReadChangeAsync()));

        await live.PublishAsync("transcript:status", $$"""{"videoId":"{{id}}","status":"completed","timestamp":1,"data":{"formatted_text":"Hello"} }""");

        await stream.ReadUntilAllAsync(item => Told(item) == ("transcript", "completed"), item => Told(item) == ("summary", "queued"));
        Assert.False(await live.Worker.Jobs.CompleteAsync(job, "Too late.", Cancel));
        Assert.Equal("Hello", (await live.Worker.Results.GetAsync(job.Key, Cancel))!.Text);
    }

    [Fact]
    public async Task Bare_publish_that_comes_late_does_not_stay_on_the_screen()
    {
        using var stream = await OpenAsync($"/api/sse/videos/{id}");
        await live.PublishAsync("transcript:status", $$"""{"videoId":"{{id}}","status":"completed","timestamp":2000,"data":{"formatted_text":"Hello"} }""");
        var stored = await stream.ReadUntilAsync(item => item.Revision is not null);

        await live.PublishAsync("transcript:status", $$"""{"videoId":"{{id}}","status":"processing","timestamp":1000}""");

        var truth = await stream.ReadUntilAsync(item => item.Revision > stored.Revision);
        Assert.Equal(("completed", "Hello"), (truth.Status, truth.Text));
    }

    [Fact]
    public async Task Bare_publish_that_is_repeated_is_announced_once()
    {
        using var stream = await OpenAsync($"/api/sse/videos/{id}");
        var message = $$"""{"videoId":"{{id}}","status":"completed","timestamp":2000,"data":{"formatted_text":"Hello"} }""";
        await live.PublishAsync("transcript:status", message);
        var stored = await stream.ReadUntilAsync(item => item.Revision is not null);

        await live.PublishAsync("transcript:status", message);
        await live.PublishAsync("transcript:status", $$"""{"videoId":"{{id}}","status":"completed","timestamp":3000,"data":{"formatted_text":"Goodbye"} }""");

        var next = await stream.ReadUntilAsync(item => item.Revision > stored.Revision);
        Assert.Equal((stored.Revision + 1, "Goodbye"), (next.Revision, next.Text));
    }

    [Theory]
    [InlineData("no JSON", "secret-content")]
    [InlineData("wrong shape", """{"secret-content":[1,2,3]}""")]
    [InlineData("wrong type", """{"videoId":"talk","status":"completed","timestamp":"secret-content"}""")]
    [InlineData("id that climbs", """{"videoId":"secret-content/../b","status":"completed","timestamp":1}""")]
    [InlineData("1 MB", null)]
    public async Task Bad_message_is_skipped_and_counted_and_the_next_one_arrives(string what, string? payload)
    {
        payload ??= $$"""{"videoId":"talk","status":"completed","timestamp":1,"data":{"content":"{{string.Concat(Enumerable.Repeat("secret-content", 75_000))}}"} }""";
        using var stream = await OpenAsync("/api/sse");
        var rejected = await live.CountAsync("rejected");

        Assert.Equal(1, await live.PublishAsync("transcript:status", payload));
        await PublishAsync(id, revision: 1);

        await stream.ReadUntilAsync(item => item.IsOf(id));
        Assert.Equal(rejected + 1, await live.CountAsync("rejected"));
        await Wait.For(() => live.App.Output.Contains($"Skipped a message of {payload.Length} bytes on transcript:status", StringComparison.Ordinal), $"the warning about {what}");
        Assert.DoesNotContain("secret-content", live.App.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Older_revision_never_follows_a_newer_one()
    {
        using var stream = await OpenAsync($"/api/sse/videos/{id}");

        foreach (var revision in (long[])[10, 9, 10, 1, 12, 11, 13])
            await PublishAsync(id, revision);

        var told = new List<long?>();
        while (told.LastOrDefault() != 13)
            told.Add((await stream.ReadChangeAsync()).Revision);
        Assert.Equal(told.Order().Distinct(), told);
        Assert.DoesNotContain(9, told);
        Assert.DoesNotContain(11, told);
    }

    [Fact]
    public async Task Storm_of_changes_arrives_in_order_and_its_last_one_always()
    {
        using var stream = await OpenAsync($"/api/sse/videos/{id}");

        await Task.WhenAll(Enumerable.Range(1, 2000).Select(revision => PublishAsync(id, revision)));

        var last = 0L;
        while (last < 2000)
        {
            var revision = (await stream.ReadChangeAsync()).Revision!.Value;
            Assert.True(revision > last, $"Revision {revision} came after {last}.");
            last = revision;
        }
    }

    [Fact]
    public async Task Client_that_comes_back_gets_what_changed_meanwhile_and_not_what_did_not()
    {
        var untouched = NewId();
        await live.SubmitAsync(untouched);
        await live.SubmitAsync(id);
        string cursor;
        using (var first = await OpenAsync($"/api/sse?video={id}&video={untouched}"))
            cursor = (await first.ReadUntilAsync(item => item.Name == "ping")).Id!;
        await live.Worker.Jobs.CompleteAsync(await live.ClaimAsync(id), "Meanwhile.", Cancel);

        using var header = await OpenAsync($"/api/sse?video={id}&video={untouched}", lastEventId: cursor);
        using var query = await OpenAsync($"/api/sse?video={id}&video={untouched}&lastEventId={cursor}");

        foreach (var stream in (EventStreamClient[])[header, query])
        {
            var missed = await stream.ReadUntilAsync(item => item.Status == "completed");
            Assert.Equal((id, "Meanwhile."), (missed.Data.GetProperty("videoId").GetString(), missed.Text));
            Assert.Equal(("summary", "queued"), Told(await stream.ReadChangeAsync()));
        }
    }

    [Fact]
    public async Task Closed_stream_leaves_nothing_behind()
    {
        await Wait.For(async () => await OpenStreamsAsync() == 0, "the streams of earlier tests to be gone");

        var stream = await OpenAsync($"/api/sse/videos/{id}");
        await Wait.For(async () => await OpenStreamsAsync() == 1, "the stream to be counted");
        stream.Dispose();

        await Wait.For(async () => await OpenStreamsAsync() == 0, "the stream to be gone");
    }

    private async Task<int> OpenStreamsAsync() =>
        (await live.App.Client.GetFromJsonAsync<JsonElement>("/api/diagnostics", Cancel)).GetProperty("eventStreams").GetInt32();

    private Task<EventStreamClient> OpenAsync(string path, string? lastEventId = null) => EventStreamClient.OpenAsync(live.App.Client, path, lastEventId);

    private Task<long> PublishAsync(string videoId, long revision) => live.PublishAsync(
        "transcript:status",
        $$"""{"videoId":"{{videoId}}","language":"en","status":"processing","timestamp":{{revision}},"revision":{{revision}},"progress":0.5}""");

    private static string NewId() => $"{Guid.NewGuid():N}";

    private static (string Kind, string? Status) Told(StreamEvent item) => (item.Name, item.Status);
}
