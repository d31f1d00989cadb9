using System.Net.Sockets;
using System.Text;
using Tests.Fixtures;
using Xunit;

namespace Tests.Integration.Live;

/// <summary>A reader that does not read costs nobody else anything.</summary>
public sealed class SlowReaders(SqliteStreams live, ITestOutputHelper output) : StreamTest(live), IClassFixture<SqliteStreams>
{
    private const int Megabyte = 1024 * 1024;

    [Fact]
    public async Task Reader_that_never_reads_costs_bounded_memory_and_no_other_readers_latency()
    {
        var ids = NewIds(2000);
        await AddAsync(ids);
        await using var app = await Live.StartAppAsync(("EventStream__WriteTimeout", "00:00:03"));
        var cursor = await TakeCursorAsync(app);
        using var stuck = await OpenAndNeverReadAsync(app);
        using var others = await PromptReaders.OpenAsync(4, app, cursor);
        var before = app.WorkingSet;

        for (var change = 1; change <= 10; change++)
            await CompleteAsync(ids, $"{change}. {new string('x', 2000)}");
        var truth = await ReadRevisionsAsync(ids);
        await others.WaitForAsync(truth);

        var grown = (app.WorkingSet - before) / Megabyte;
        output.WriteLine(
            $"20,000 changes of 2 KB with one reader of five that never reads: the others had each after {others.Delay(0.5):0} ms (p50), "
            + $"{others.Delay(0.99):0} ms (p99); the process grew by {grown} MB.");
        Assert.True(others.Delay(0.99) < 5000, $"The others waited {others.Delay(0.99)} ms.");
        Assert.True(grown < 400, $"The process grew by {grown} MB.");
        await Wait.For(async () => await StreamFixture.CountAsync(app, "eventStreamsTooSlow") == 1, "the stuck stream to be ended");

        using var again = await EventStreamClient.OpenAsync(app.Client, "/api/sse", cursor);
        await ReadUntilTrueAsync(again, truth);
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

    private static async Task<TcpClient> OpenAndNeverReadAsync(AppProcess app)
    {
        var client = new TcpClient { ReceiveBufferSize = 4096 };
        await client.ConnectAsync(app.Address.Host, app.Address.Port, Cancel);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"GET /api/sse HTTP/1.1\r\nHost: {app.Address.Authority}\r\n\r\n"), Cancel);
        await Wait.For(async () => await StreamFixture.CountAsync(app, "eventStreams") == 1, "the stream to be open");
        return client;
    }
}
