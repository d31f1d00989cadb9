using BlazorApp.Status;
using Pipeline.Status;
using Xunit;

namespace Tests.Component.Feed;

public sealed class Mailboxes : FeedTest
{
    [Fact]
    public async Task Changes_are_taken_in_the_order_of_arrival()
    {
        var mailbox = new Mailbox(capacity: 10);
        foreach (var name in (string[])["c", "a", "b"])
            mailbox.Put(Item(1, name));

        Assert.Equal(["c", "a", "b"], Videos(await TakeAsync(mailbox)));
        Assert.Empty((await TakeAsync(mailbox)).Events);
    }

    [Fact]
    public async Task Newest_of_a_status_replaces_the_one_before_and_moves_to_the_end()
    {
        var mailbox = new Mailbox(capacity: 10);
        mailbox.Put(Item(1, "a"));
        mailbox.Put(Item(2, "b"));
        mailbox.Put(Item(3, "a"));

        var batch = await TakeAsync(mailbox);

        Assert.Equal(["b", "a"], Videos(batch));
        Assert.Equal([2, 3], Revisions(batch));
    }

    [Fact]
    public async Task Full_mailbox_is_emptied_and_says_so_once()
    {
        var mailbox = new Mailbox(capacity: 2);
        foreach (var name in (string[])["a", "b", "c"])
            mailbox.Put(Item(1, name));

        var batch = await TakeAsync(mailbox);

        Assert.True(batch.Reset);
        Assert.Equal(["c"], Videos(batch));
        Assert.False((await TakeAsync(mailbox)).Reset);
    }

    [Fact]
    public async Task One_status_that_changes_a_thousand_times_does_not_fill_a_mailbox()
    {
        var mailbox = new Mailbox(capacity: 2);
        mailbox.Put(Item(1, "quiet"));
        for (var revision = 1; revision <= 1000; revision++)
            mailbox.Put(Item(revision, "busy"));

        var batch = await TakeAsync(mailbox);

        Assert.False(batch.Reset);
        Assert.Equal([1, 1000], Revisions(batch));
    }

    [Fact]
    public async Task What_has_been_read_is_dropped_and_what_is_newer_or_has_no_revision_stays()
    {
        var mailbox = new Mailbox(capacity: 10);
        mailbox.Put(Item(5, "a"));
        mailbox.Put(Item(8, "b"));
        mailbox.Put(new FeedEvent(ShortForm(key: Key("c")), cursor: 0));

        foreach (var name in (string[])["a", "b", "c", "d"])
            mailbox.Drop(Key(name), order: 7);

        Assert.Equal(["b", "c"], Videos(await TakeAsync(mailbox)));
    }

    [Fact]
    public async Task Arrival_wakes_who_waits()
    {
        var mailbox = new Mailbox(capacity: 2);
        var taking = mailbox.TakeAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, Cancel).AsTask();
        Assert.False(taking.IsCompleted);

        mailbox.Put(Item(1, "a"));

        Assert.Equal(["a"], Videos(await taking));
    }

    private static FeedEvent Item(long revision, string video) => new(Change(revision, Key(video)), cursor: 0);

    private static IEnumerable<string> Videos(MailboxBatch batch) => batch.Events.Select(item => item.Change.Key.VideoId);

    private static async Task<MailboxBatch> TakeAsync(Mailbox mailbox) => await mailbox.TakeAsync(TimeSpan.Zero, TimeProvider.System, Cancel);
}
