using BlazorApp.Status;
using Xunit;

namespace Tests.Component.Feed;

public sealed class Doorbells
{
    private readonly Doorbell bell = new();

    [Fact]
    public async Task Ring_before_anybody_waits_is_not_lost_and_counts_once()
    {
        bell.Ring();
        bell.Ring();
        await bell.WaitAsync();

        var second = bell.WaitAsync().AsTask();

        Assert.False(second.IsCompleted);
        bell.Ring();
        await second;
    }

    [Fact]
    public void Who_waits_goes_on_on_the_thread_that_rings_before_it_returns()
    {
        Thread? wentOn = null;
        var waiting = WaitAsync();

        bell.Ring();

        Assert.True(waiting.IsCompletedSuccessfully);
        Assert.Same(Thread.CurrentThread, wentOn);

        async Task WaitAsync()
        {
            await bell.WaitAsync();
            wentOn = Thread.CurrentThread;
        }
    }

    [Fact]
    public async Task Who_waits_goes_on_elsewhere_when_asked_to()
    {
        var waiting = bell.WaitAsync();

        bell.RingElsewhere();

        await waiting;
    }

    [Fact]
    public async Task Whatever_was_put_down_before_a_ring_is_found_however_many_ring()
    {
        const int Ringers = 4;
        const int Each = 50_000;
        var (put, found) = (0, 0);
        var ringing = Task.WhenAll(Enumerable.Range(0, Ringers).Select(_ => Task.Run(() =>
        {
            for (var time = 0; time < Each; time++)
            {
                Interlocked.Increment(ref put);
                bell.Ring();
            }
        })));

        // Would wait for ever if a ring were lost.
        while (found < Ringers * Each)
        {
            await bell.WaitAsync();
            found = Volatile.Read(ref put);
        }

        await ringing;
    }
}
