using BlazorApp.Status;
using Pipeline.Status;
using Xunit;

namespace Tests.Component.Feed;

public sealed class Mailboxes : FeedTest
{
    private readonly Dictionary<string, RememberedStatus> statuses = [];

    [Fact]
    public void Changes_are_taken_in_the_order_of_arrival()
    {
        var mailbox = new Mailbox(capacity: 10);
        foreach (var name in (string[])["c", "a", "b"])
            mailbox.Put(Item(1, name), note: true);

        Assert.Equal(["c", "a", "b"], Videos(Take(mailbox)));
        Assert.Empty(Take(mailbox).Events);
    }

    [Fact]
    public void Newest_of_a_status_replaces_the_one_before_and_moves_to_the_end()
    {
        var mailbox = new Mailbox(capacity: 10);
        mailbox.Put(Item(1, "a"), note: true);
        mailbox.Put(Item(2, "b"), note: true);
        mailbox.Put(Item(3, "a"), note: true);

        var batch = Take(mailbox);

        Assert.Equal(["b", "a"], Videos(batch));
        Assert.Equal([2, 3], Revisions(batch));
    }

    [Fact]
    public void Full_mailbox_is_emptied_and_says_so_once()
    {
        var mailbox = new Mailbox(capacity: 2);
        foreach (var name in (string[])["a", "b", "c"])
            mailbox.Put(Item(1, name), note: true);

        var batch = Take(mailbox);

        Assert.True(batch.Reset);
        Assert.Equal(["c"], Videos(batch));
        Assert.False(Take(mailbox).Reset);
    }

    [Fact]
    public void Full_mailbox_is_cleared_of_what_was_superseded_before_anything_is_dropped()
    {
        var mailbox = new Mailbox(capacity: 2);
        foreach (var name in (string[])["a", "a", "b"])
            mailbox.Put(Item(1, name), note: true);

        var batch = Take(mailbox);

        Assert.False(batch.Reset);
        Assert.Equal(["a", "b"], Videos(batch));
    }

    [Fact]
    public void One_status_that_changes_a_thousand_times_does_not_fill_a_mailbox()
    {
        var mailbox = new Mailbox(capacity: 2);
        mailbox.Put(Item(1, "quiet"), note: true);
        for (var revision = 1; revision <= 1000; revision++)
            mailbox.Put(Item(revision, "busy"), note: true);

        var batch = Take(mailbox);

        Assert.False(batch.Reset);
        Assert.Equal([1, 1000], Revisions(batch));
    }

    [Fact]
    public void What_has_been_read_is_dropped_and_what_is_newer_or_has_no_revision_stays()
    {
        var mailbox = new Mailbox(capacity: 10);
        mailbox.Put(Item(5, "a"), note: true);
        mailbox.Put(Item(8, "b"), note: true);
        mailbox.Put(new FeedEvent(ShortForm(key: Key("c")), cursor: 0, StatusOf("c")), note: true);

        foreach (var name in (string[])["a", "b", "c", "d"])
            mailbox.Drop(Key(name), order: 7);

        Assert.Equal(["b", "c"], Videos(Take(mailbox)));
    }

    [Fact]
    public async Task Arrival_wakes_who_waits()
    {
        var mailbox = new Mailbox(capacity: 2);
        var waiting = mailbox.WaitAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, Cancel).AsTask();
        Assert.False(waiting.IsCompleted);

        mailbox.Put(Item(1, "a"), note: true);

        await waiting;
        Assert.Equal(["a"], Videos(Take(mailbox)));
    }

    [Fact]
    public void Emptied_mailbox_holds_nothing_and_goes_on()
    {
        var mailbox = new Mailbox(capacity: 1000);
        for (var round = 0; round < 3; round++)
        {
            for (var number = 0; number < 300; number++)
                mailbox.Put(Item(1, $"{number}"), note: true);

            Assert.Equal(300, Take(mailbox).Events.Count);
            Assert.Empty(Take(mailbox).Events);
        }
    }

    private FeedEvent Item(long revision, string video) => new(Change(revision, Key(video)), cursor: 0, StatusOf(video));

    private RememberedStatus StatusOf(string video) => statuses.TryGetValue(video, out var status) ? status : statuses[video] = new RememberedStatus();

    private static IEnumerable<string> Videos(MailboxBatch batch) => batch.Events.Select(item => item.Change.Key.VideoId);

    private static MailboxBatch Take(Mailbox mailbox)
    {
        var events = new List<FeedEvent>();
        return new MailboxBatch(events, mailbox.Take(events));
    }
}
