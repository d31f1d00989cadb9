using BlazorApp.Status;
using Pipeline.Status;
using Xunit;

namespace Tests.Component.Feed;

public sealed class StatusFeeds : FeedTest
{
    [Fact]
    public async Task Change_reaches_those_who_watch_its_video_and_those_who_watch_all_and_nobody_else()
    {
        using var particular = Feed.Subscribe(StatusFilter.Videos("talk", "other"));
        using var general = Feed.Subscribe(StatusFilter.All);
        using var elsewhere = Feed.Subscribe(StatusFilter.Videos("elsewhere"));

        Assert.True(Feed.Publish(Change(1)));

        Assert.Equal([1], Revisions(await TakeAsync(particular)));
        Assert.Equal([1], Revisions(await TakeAsync(general)));
        Assert.Empty((await TakeAsync(elsewhere)).Events);
        Assert.Equal((1, 2), (Counters.Published, Counters.Delivered));
    }

    [Fact]
    public async Task Older_revision_never_follows_a_newer_one()
    {
        using var subscription = Feed.Subscribe(StatusFilter.All);
        Assert.True(Feed.Publish(Change(5)));
        Assert.Equal([5], Revisions(await TakeAsync(subscription)));

        Assert.False(Feed.Publish(Change(4)));
        Assert.False(Feed.Publish(Change(5)));

        Assert.Empty((await TakeAsync(subscription)).Events);
        Assert.Equal(2, Counters.Late);
        Assert.True(Feed.Publish(Change(6)));
        Assert.Equal([6], Revisions(await TakeAsync(subscription)));
    }

    [Fact]
    public void Revisions_of_one_status_do_not_hold_back_another()
    {
        Assert.True(Feed.Publish(Change(5)));

        Assert.True(Feed.Publish(Change(4, Key(kind: StatusKind.Summary))));
        Assert.True(Feed.Publish(Change(3, Key(language: "tr"))));
        Assert.True(Feed.Publish(Change(2, Key("other"))));
    }

    [Fact]
    public async Task Short_form_is_passed_on_over_the_newest_revision_and_the_store_has_the_last_word()
    {
        using var subscription = Feed.Subscribe(StatusFilter.All);
        Feed.Publish(Change(5));
        Assert.True(Feed.Publish(ShortForm()));

        var shown = Assert.Single((await TakeAsync(subscription)).Events).Change;
        Assert.Equal((null, 5L), (shown.Message.Revision, shown.Order));

        Assert.True(Feed.Publish(Change(6)));
        Assert.Equal([6], Revisions(await TakeAsync(subscription)));
    }

    [Fact]
    public async Task Unsubscribed_hears_nothing_more_and_unsubscribing_twice_is_harmless()
    {
        Assert.Equal(0, Feed.Subscribers);
        var general = Feed.Subscribe(StatusFilter.All);
        var particular = Feed.Subscribe(StatusFilter.Videos("talk"));
        var staying = Feed.Subscribe(StatusFilter.Videos("talk"));
        Assert.Equal(3, Feed.Subscribers);

        general.Dispose();
        general.Dispose();
        particular.Dispose();
        particular.Dispose();

        Assert.Equal(1, Feed.Subscribers);
        Feed.Publish(Change(1));
        Assert.Empty((await TakeAsync(general)).Events);
        Assert.Empty((await TakeAsync(particular)).Events);
        Assert.Equal([1], Revisions(await TakeAsync(staying)));
        staying.Dispose();
        Assert.Equal(0, Feed.Subscribers);
    }

    [Fact]
    public async Task Every_reader_gets_the_same_frame_encoded_once()
    {
        using var one = Feed.Subscribe(StatusFilter.All);
        using var other = Feed.Subscribe(StatusFilter.Videos("talk"));

        Feed.Publish(Change(1));

        var first = (await TakeAsync(one)).Events.Single();
        Assert.Same(first, (await TakeAsync(other)).Events.Single());
        Assert.Same(first.Frame("9f3c2a17"), first.Frame("9f3c2a17"));
    }

    [Fact]
    public async Task What_is_older_than_the_store_is_not_passed_on_even_when_it_is_the_first_that_is_heard()
    {
        using var subscription = Feed.Subscribe(StatusFilter.All);
        Feed.NoteStored([Change(7)]);

        Assert.False(Feed.Publish(Change(5)));
        Assert.True(Feed.Publish(Change(7)));
        Assert.False(Feed.Publish(Change(7)));

        Assert.Equal([7], Revisions(await TakeAsync(subscription)));
    }

    [Fact]
    public void Cursor_only_grows()
    {
        Feed.Cursor = 7;
        Feed.Cursor = 5;

        Assert.Equal(7, Feed.Cursor);
    }

    [Fact]
    public async Task Subscribing_and_publishing_from_many_threads_loses_nobody_and_nothing()
    {
        using var watching = Feed.Subscribe(StatusFilter.All);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(number => Task.Run(() =>
        {
            for (var revision = 1; revision <= 500; revision++)
            {
                using var passing = Feed.Subscribe(StatusFilter.Videos("talk", $"talk-{number}"));
                Feed.Publish(Change(revision, Key($"talk-{number}")));
            }
        })));

        Assert.Equal(1, Feed.Subscribers);
        var batch = await TakeAsync(watching);
        Assert.Equal([500, 500, 500, 500], Revisions(batch));
    }
}
