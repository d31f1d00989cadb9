using System.Collections.Concurrent;
using System.Diagnostics;
using Tests.Fixtures;
using Xunit;

namespace Tests.Integration.Live;

/// <summary>More than can be delivered at once: intermediate states are shed, and every reader ends with the true last ones.</summary>
[Collection(LoadCollection.Name)]
public sealed class Overload(LoadFixture live, ITestOutputHelper output) : StreamTest<LoadFixture>(live)
{
    private const int Clients = 5000;
    private const int Videos = 2000;

    [Fact]
    public async Task Readers_that_all_come_back_at_once_share_their_reads_and_each_gets_the_truth()
    {
        var ids = NewIds(100);
        await AddAsync(ids);
        await using var app = await Live.StartAppAsync();
        var cursor = await TakeCursorAsync(app);
        await CompleteAsync(ids, "Meanwhile.");
        var truth = await ReadRevisionsAsync(ids);
        var reads = await StreamFixture.CountAsync(app, "eventStreamReads");
        var began = Stopwatch.GetTimestamp();

        await Task.WhenAll(Enumerable.Range(0, Clients).Select(async number =>
        {
            var id = ids[number % ids.Count];
            var (path, expected) = (number % 4) switch
            {
                0 => ("/api/sse", truth),
                1 => ($"/api/sse?video={id}&video={ids[0]}", new Dictionary<string, long> { [id] = truth[id], [ids[0]] = truth[ids[0]] }),
                _ => ($"/api/sse/videos/{id}", new Dictionary<string, long> { [id] = truth[id] }),
            };
            using var stream = await EventStreamClient.OpenAsync(app.Client, path, cursor);
            await ReadUntilTrueAsync(stream, expected);
        }));

        reads = await StreamFixture.CountAsync(app, "eventStreamReads") - reads;
        output.WriteLine($"{Clients} readers came back at once and had the truth after {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s, by {reads} queries.");
        Assert.InRange(reads, 1, Clients / 4);
    }

    [Fact]
    public async Task Thousands_of_videos_that_complete_at_once_end_completed_on_every_stream()
    {
        await using var app = await Live.StartAppAsync(("Feed__MailboxCapacity", "100"));
        var ids = NewIds(Videos);
        await AddAsync(ids);
        var streams = new ConcurrentBag<(EventStreamClient Stream, IReadOnlyList<string> Watched)>();
        try
        {
            foreach (var watched in ids.Chunk(400))
                streams.Add((await EventStreamClient.OpenAsync(app.Client, $"/api/sse?video={string.Join("&video=", watched)}"), watched));
            for (var number = 0; number < 8; number++)
                streams.Add((await EventStreamClient.OpenAsync(app.Client, "/api/sse"), ids));
            foreach (var (stream, _) in streams)
                await stream.ReadUntilAsync(item => item.Name == "ping");

            var began = Stopwatch.GetTimestamp();
            await CompleteAsync(ids, new string('x', 4000));
            output.WriteLine($"{Videos} videos completed in {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s");
            // Nobody has read anything meanwhile, so every mailbox has run over.
            var truth = await ReadRevisionsAsync(ids);
            await Task.WhenAll(streams.Select(item =>
                ReadUntilTrueAsync(item.Stream, item.Watched.ToDictionary(id => id, id => truth[id]))));

            var resets = await StreamFixture.CountAsync(app, "eventStreamResets");
            output.WriteLine($"and were told to {streams.Count} streams {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s after the first; {resets} resets.");
            Assert.NotEqual(0, resets);
        }
        finally
        {
            foreach (var (stream, _) in streams)
                stream.Dispose();
        }
    }

    [Fact]
    public async Task Stream_may_name_as_many_videos_as_it_says_however_long_their_ids_are()
    {
        var ids = Enumerable.Range(0, 500).Select(number => $"{NewId()}{number:D32}").ToList();
        await AddAsync(ids);
        await using var app = await Live.StartAppAsync();

        using var stream = await EventStreamClient.OpenAsync(app.Client, $"/api/sse?video={string.Join("&video=", ids)}");

        await ReadUntilTrueAsync(stream, await ReadRevisionsAsync(ids));
    }
}
