using BlazorApp.Status;
using Xunit;

namespace Tests.Component.Feed;

public sealed class RevisionMemories : FeedTest
{
    [Fact]
    public void Only_what_is_newer_advances()
    {
        var memory = new RevisionMemory(capacity: 10);

        Assert.NotNull(memory.Advance(Key(), 5));
        Assert.Null(memory.Advance(Key(), 5));
        Assert.Null(memory.Advance(Key(), 4));
        Assert.NotNull(memory.Advance(Key(), 6));
        Assert.Equal(6, memory[Key()]);
        Assert.Equal(0, memory[Key("other")]);
    }

    [Fact]
    public void What_the_store_holds_may_still_come_and_what_is_older_may_not()
    {
        var memory = new RevisionMemory(capacity: 10);
        memory.NoteStored(Key(), 7);

        Assert.Null(memory.Advance(Key(), 6));
        Assert.Equal(6, memory[Key()]);
        Assert.NotNull(memory.Advance(Key(), 7));
        memory.NoteStored(Key(), 7);
        Assert.Null(memory.Advance(Key(), 7));
        Assert.Equal(7, memory[Key()]);
        Assert.NotNull(memory.Advance(Key(), long.MaxValue));
    }

    [Fact]
    public void What_has_not_changed_for_longest_is_forgotten_first_and_what_keeps_changing_never()
    {
        var memory = new RevisionMemory(capacity: 10);
        memory.Advance(Key("quiet"), 1);

        for (var revision = 2L; revision < 100; revision++)
        {
            memory.Advance(Key("busy"), revision);
            memory.Advance(Key($"passing-{revision}"), revision);
            Assert.Equal(revision, memory[Key("busy")]);
        }

        Assert.Equal(0, memory[Key("quiet")]);
    }

    [Fact]
    public void Memory_holds_at_least_half_of_its_capacity()
    {
        var memory = new RevisionMemory(capacity: 10);
        for (var revision = 1; revision <= 100; revision++)
            memory.Advance(Key($"talk-{revision}"), revision);

        Assert.All(Enumerable.Range(96, 5), revision => Assert.Equal(revision, memory[Key($"talk-{revision}")]));
    }
}
