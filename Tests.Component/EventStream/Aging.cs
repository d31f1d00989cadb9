using BlazorApp.EventStream;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Tests.Component.EventStream;

/// <summary>When what is young is collected because streams have come.</summary>
public sealed class Aging
{
    private readonly FakeTimeProvider clock = new();
    private readonly StreamAging aging;
    private TimeSpan duration = TimeSpan.FromMilliseconds(8);
    private int collected;

    public Aging() => aging = new(clock, () =>
    {
        collected++;
        clock.Advance(duration);
    });

    [Fact]
    public void It_is_each_time_that_some_hundred_more_are_open()
    {
        Open(1, StreamAging.Step - 1);
        Assert.Equal(0, collected);

        Open(StreamAging.Step, StreamAging.Step);
        Assert.Equal(1, collected);

        clock.Advance(TimeSpan.FromSeconds(1));
        Open(StreamAging.Step + 1, 2 * StreamAging.Step);
        Assert.Equal(2, collected);
    }

    [Fact]
    public void Streams_that_come_and_go_do_not_count()
    {
        for (var time = 0; time < 10 * StreamAging.Step; time++)
            aging.Opened(1 + (time % 100));

        Assert.Equal(0, collected);
    }

    [Fact]
    public void Those_that_come_again_after_many_went_do()
    {
        Open(1, StreamAging.Step);
        clock.Advance(TimeSpan.FromSeconds(1));

        Open(1, StreamAging.Step);
        Assert.Equal(1, collected);

        Open(StreamAging.Step + 1, StreamAging.Step + 1);
        Assert.Equal(2, collected);
    }

    [Fact]
    public void It_takes_a_tenth_of_the_time_at_most_and_what_came_meanwhile_is_not_forgotten()
    {
        duration = TimeSpan.FromMilliseconds(100);
        Open(1, 10 * StreamAging.Step);
        Assert.Equal(1, collected);

        clock.Advance(TimeSpan.FromMilliseconds(899));
        aging.Opened(10 * StreamAging.Step);
        Assert.Equal(1, collected);

        clock.Advance(TimeSpan.FromMilliseconds(1));
        aging.Opened(10 * StreamAging.Step);
        Assert.Equal(2, collected);
    }

    [Fact]
    public void Collecting_what_is_young_collects_generation_1()
    {
        // Counted, because what is dropped may outlive it: when generation 2 is due as well, the runtime makes a background collection of it.
        var before = GC.CollectionCount(generation: 1);

        StreamAging.CollectYoung();

        Assert.NotEqual(before, GC.CollectionCount(generation: 1));
    }

    private void Open(int first, int last)
    {
        for (var open = first; open <= last; open++)
            aging.Opened(open);
    }
}
