using System.Text;
using BlazorApp.Status;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Status;
using Tests.Component.Components;
using Xunit;

namespace Tests.Component.Feed;

/// <summary>A message that claims a revision which the database cannot have handed out.</summary>
public sealed class FarRevisions : StoreTest
{
    [Fact]
    public async Task It_is_shown_without_its_revision_and_deletes_nothing()
    {
        using var subscription = Feed.Subscribe(StatusFilter.Videos("talk"));

        await Services.GetRequiredService<StatusIntake>().TakeAsync(
            StatusKind.Transcript,
            Encoding.UTF8.GetBytes("""{"videoId":"talk","language":"en","status":"completed","timestamp":1,"revision":1732374000000000,"deleted":true}"""),
            isLast: false,
            Cancel);

        var heard = Assert.Single((await subscription.TakeAsync(Cancel)).Events).Change.Message;
        Assert.Equal((StatusState.Completed, null, null), (heard.Status, heard.Revision, heard.Deleted));
        Assert.Equal(0, Services.GetRequiredService<ShortFormStore>().Waiting);
    }
}
