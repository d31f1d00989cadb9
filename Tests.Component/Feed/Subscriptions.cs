using BlazorApp.Status;
using Pipeline.Status;
using Xunit;

namespace Tests.Component.Feed;

public sealed class Subscriptions : FeedTest
{
    [Fact]
    public async Task Change_between_subscribing_and_reading_is_not_lost_and_not_doubled()
    {
        using var subscription = Feed.Subscribe(StatusFilter.All);
        Feed.Publish(Change(4));                                    // committed before the read, heard before it
        Feed.Publish(Change(8, Key("other")));                      // committed after the read, heard before it
        subscription.NoteRead([Change(4), Change(7, Key("other"))]); // the read
        Feed.Publish(Change(5));                                    // after it

        Assert.Equal([8, 5], Revisions(await TakeAsync(subscription)));
    }

    [Fact]
    public async Task Announcement_that_comes_late_for_what_was_read_changes_nothing()
    {
        using var subscription = Feed.Subscribe(StatusFilter.All);
        subscription.NoteRead([Change(7)]);

        Feed.Publish(Change(6));
        Feed.Publish(Change(7));

        Assert.Empty((await TakeAsync(subscription)).Events);
        Feed.Publish(Change(8));
        Assert.Equal([8], Revisions(await TakeAsync(subscription)));
    }

    [Fact]
    public async Task Of_one_status_revisions_are_compared_and_not_positions()
    {
        using var subscription = Feed.Subscribe(StatusFilter.All);
        Feed.Publish(Change(8));
        subscription.NoteRead([Change(7) with { Position = 900 }]);

        Assert.Equal([8], Revisions(await TakeAsync(subscription)));
    }

    [Fact]
    public async Task What_was_passed_on_before_it_was_read_is_not_remembered_and_not_told_again()
    {
        using var subscription = Feed.Subscribe(StatusFilter.All);
        Feed.Publish(Change(7));
        Feed.Cursor = 900;

        subscription.NoteRead([Change(7) with { Position = 900 }, Change(8, Key("other")) with { Position = 901 }]);
        Assert.Equal(1, subscription.Remembered);

        Feed.Publish(Change(8, Key("other")));
        Feed.Cursor = 901;
        Assert.Empty((await TakeAsync(subscription)).Events);
        Assert.Equal(0, subscription.Remembered);
    }

    [Fact]
    public async Task Short_form_is_news_whatever_was_read()
    {
        using var subscription = Feed.Subscribe(StatusFilter.All);
        subscription.NoteRead([Change(7)]);

        Feed.Publish(ShortForm());

        Assert.Single((await TakeAsync(subscription)).Events);
    }

    [Fact]
    public async Task Taking_waits_for_news_and_does_not_end_with_what_is_none()
    {
        using var subscription = Feed.Subscribe(StatusFilter.All);
        subscription.NoteRead([Change(7)]);
        var taking = subscription.TakeAsync(Cancel).AsTask();

        Feed.Publish(Change(6));
        Assert.False(taking.IsCompleted);
        Feed.Publish(Change(8));

        Assert.Equal([8], Revisions(await taking));
    }

    [Fact]
    public async Task Taking_ends_when_it_is_cancelled()
    {
        using var subscription = Feed.Subscribe(StatusFilter.All);
        using var ending = new CancellationTokenSource();
        var taking = subscription.TakeAsync(ending.Token).AsTask();

        await ending.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => taking);
    }

    [Fact]
    public async Task Impatient_taking_ends_empty()
    {
        using var subscription = Feed.Subscribe(StatusFilter.All);

        var batch = await subscription.TakeAsync(TimeSpan.FromMilliseconds(1), TimeProvider.System, Cancel);

        Assert.Equal((0, false), (batch.Events.Count, batch.Reset));
    }
}
