using System.Net.Sockets;
using System.Text;
using Tests.Fixtures;
using Xunit;

namespace Tests.Integration.Live;

/// <summary>A reader that does not read costs nobody else anything.</summary>
[Collection(LoadCollection.Name)]
public sealed class SlowReaders(LoadFixture live, ITestOutputHelper output) : StreamTest<LoadFixture>(live)
{
    private const int Megabyte = 1024 * 1024;

    [Fact]
    public async Task Reader_that_never_reads_costs_bounded_memory_and_no_other_readers_latency()
    {
        var ids = NewIds(2000);
        await AddAsync(ids);
        await using var app = await Live.StartAppAsync(("EventStream__WriteTimeout", "00:00:03"));
        var cursor = await TakeCursorAsync(app);
        var alone = await MeasureAsync(app, ids, changes: 5, cursor);
        using var stuck = await OpenAndNeverReadAsync(app);
        var before = app.WorkingSet;

        var beside = await MeasureAsync(app, ids, changes: 10, await TakeCursorAsync(app));

        var grown = (app.WorkingSet - before) / Megabyte;
        output.WriteLine($"Four readers, 10,000 changes of 2 KB: each was told after {alone.Median:0} ms (p50), {alone.Most:0} ms (p99).");
        output.WriteLine($"Beside one that never reads, 20,000 changes: {beside.Median:0} ms (p50), {beside.Most:0} ms (p99); the process grew by {grown} MB.");
        Assert.True(beside.Median < (3 * alone.Median) + 1000, $"{beside.Median} ms beside a reader that never reads, {alone.Median} ms without.");
        Assert.True(grown < 400, $"The process grew by {grown} MB.");
        await Wait.For(async () => await StreamFixture.CountAsync(app, "eventStreamsTooSlow") == 1, "the stuck stream to be ended");

        using var again = await EventStreamClient.OpenAsync(app.Client, "/api/sse", cursor);
        await ReadUntilTrueAsync(again, await ReadRevisionsAsync(ids));
    }

    [Fact]
    public async Task Reader_that_falls_behind_is_told_and_goes_on_without_losing_what_has_finished()
    {
        var ids = NewIds(1000);
        await AddAsync(ids);
        await using var app = await Live.StartAppAsync(("Feed__MailboxCapacity", "50"));
        using var all = await EventStreamClient.OpenAsync(app.Client, "/api/sse");
        using var some = await EventStreamClient.OpenAsync(app.Client, $"/api/sse?video={string.Join("&video=", ids.Take(300))}");
        await all.ReadUntilAsync(item => item.Name == "ping");
        await some.ReadUntilAsync(item => item.Name == "ping");

        await CompleteAsync(ids, new string('x', 16_000)); // more than the connections hold, so that the mailboxes run over
        var truth = await ReadRevisionsAsync(ids);

        var toldAll = await ReadUntilTrueAsync(all, truth);
        var toldSome = await ReadUntilTrueAsync(some, ids.Take(300).ToDictionary(id => id, id => truth[id]));
        Assert.NotEqual((0, 0), (toldAll.Resets, toldSome.Resets));

        await ReportAsync([ids[0]], progress: 1);
        var next = (await ReadRevisionsAsync([ids[0]]))[ids[0]];
        await all.ReadUntilAsync(item => item.Revision == next);
        await some.ReadUntilAsync(item => item.Revision == next);
    }

    /// <summary>Changes all of the videos so many times and waits until four readers have been told.</summary>
    private async Task<(double Median, double Most)> MeasureAsync(AppProcess app, IReadOnlyList<string> ids, int changes, string cursor)
    {
        using var readers = await PromptReaders.OpenAsync(4, app, cursor);
        for (var change = 1; change <= changes; change++)
            await CompleteAsync(ids, $"{change}. {new string('x', 2000)}");
        await readers.WaitForAsync(await ReadRevisionsAsync(ids));
        return (readers.Delay(0.5), readers.Delay(0.99));
    }

    private static async Task<TcpClient> OpenAndNeverReadAsync(AppProcess app)
    {
        var client = new TcpClient { ReceiveBufferSize = 4096 };
        await client.ConnectAsync(app.Address.Host, app.Address.Port, Cancel);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"GET /api/sse HTTP/1.1\r\nHost: {app.Address.Authority}\r\n\r\n"), Cancel);
        await Wait.For(async () => await StreamFixture.CountAsync(app, "eventStreams") == 1, "it to be the only stream that is open");
        return client;
    }
}
