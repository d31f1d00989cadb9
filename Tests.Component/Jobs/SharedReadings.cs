using Pipeline.Storage;
using Xunit;

namespace Tests.Component.Jobs;

/// <summary>Readings that several ask for at once.</summary>
public sealed class SharedReadings
{
    private readonly List<TaskCompletionSource<int>> begun = [];
    private readonly SemaphoreSlim begins = new(0);
    private readonly SharedReads<int> reads;

    public SharedReadings() => reads = new SharedReads<int>(_ =>
    {
        var one = new TaskCompletionSource<int>();
        begun.Add(one);
        begins.Release();
        return one.Task;
    });

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Those_who_ask_while_one_runs_share_the_next()
    {
        var first = reads.ReadAsync("a", Cancel);
        await begins.WaitAsync(Cancel);
        var (second, third) = (reads.ReadAsync("a", Cancel), reads.ReadAsync("a", Cancel));

        begun[0].SetResult(1);
        Assert.Equal(1, await first);
        await begins.WaitAsync(Cancel);
        Assert.False(second.IsCompleted); // what had begun before they asked may have missed what they heard of
        begun[1].SetResult(2);

        Assert.Equal((2, 2), (await second, await third));
        Assert.Equal(2, begun.Count);
    }

    [Fact]
    public async Task Another_key_is_another_reading()
    {
        _ = reads.ReadAsync("a", Cancel);
        await begins.WaitAsync(Cancel);
        _ = reads.ReadAsync("b", Cancel);
        await begins.WaitAsync(Cancel);

        Assert.Equal(2, begun.Count);
    }

    [Fact]
    public async Task Failure_reaches_whoever_asked_and_the_next_reads_anew()
    {
        var failed = reads.ReadAsync("a", Cancel);
        await begins.WaitAsync(Cancel);
        var next = reads.ReadAsync("a", Cancel);
        begun[0].SetException(new IOException("away"));
        await Assert.ThrowsAsync<IOException>(() => failed);
        await begins.WaitAsync(Cancel);
        begun[1].SetResult(3);

        Assert.Equal(3, await next);
    }

    [Fact]
    public async Task One_who_gives_up_takes_nothing_from_the_others()
    {
        using var patience = new CancellationTokenSource();
        var gone = reads.ReadAsync("a", patience.Token);
        await begins.WaitAsync(Cancel);
        var other = reads.ReadAsync("a", Cancel);
        await patience.CancelAsync();
        begun[0].SetResult(1);
        await begins.WaitAsync(Cancel);
        begun[1].SetResult(2);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        Assert.Equal(2, await other);
    }
}
