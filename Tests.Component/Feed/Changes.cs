using Pipeline.Status;
using Xunit;

namespace Tests.Component.Feed;

/// <summary>What is shown when a change arrives over what is shown.</summary>
public sealed class Changes : FeedTest
{
    [Fact]
    public void First_change_is_shown() => Assert.Equal(Change(5), Change(5).Over(null));

    [Fact]
    public void Newer_revision_is_shown_and_an_equal_or_older_one_is_not()
    {
        Assert.Equal(Change(6), Change(6).Over(Change(5)));
        Assert.Null(Change(5).Over(Change(5)));
        Assert.Null(Change(4).Over(Change(5)));
    }

    [Fact]
    public void Short_form_is_shown_over_anything_and_whatever_the_store_says_next_replaces_it()
    {
        var shown = ShortForm().Over(Change(5))!;

        Assert.Equal((StatusState.Completed, 5L), (shown.Message.Status, shown.Order));
        Assert.Null(Change(4).Over(shown));
        Assert.Equal(6, Change(6).Over(shown)!.Order);
    }
}
