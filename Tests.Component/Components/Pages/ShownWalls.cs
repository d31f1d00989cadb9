using BlazorApp.Components.Demo;
using BlazorApp.Demo;
using Pipeline.Status;
using Xunit;

namespace Tests.Component.Components.Pages;

/// <summary>The videos on the demo wall, as they are read and as they change.</summary>
public sealed class ShownWalls : StoreTest
{
    private readonly DemoRun run = DemoRun.Parse("abc-2")!;

    [Fact]
    public async Task Wall_that_is_read_has_the_newest_line_of_each_video()
    {
        var job = await SubmitAndClaimAsync(run.VideoIds[0]);
        await ReportAsync(job, Lines(0, 3));
        await SubmitAsync(run.VideoIds[1]);

        var wall = await OpenAsync();
        Assert.Equal([2, null], wall.Videos.Select(video => video.Line?.Index));

        await ReportAsync(job, Lines(3, 2));
        await CompleteAsync(job, "All of it");
        await wall.ReadAsync(Cancel); // as after an outage
        Assert.Equal([4, null], wall.Videos.Select(video => video.Line?.Index));
    }

    [Fact]
    public async Task Line_gives_way_to_newer_ones_only()
    {
        var job = await SubmitAndClaimAsync(run.VideoIds[0]);
        await ReportAsync(job, Lines(0, 3));
        var wall = await OpenAsync();
        await ReportAsync(job, Lines(3, 1));
        var change = await ReadAsync(job.Key, Lines(1, 1));

        await wall.ApplyAsync([change], Cancel);
        Assert.Equal(2, wall.Videos[0].Line?.Index);

        await ReportAsync(job, Lines(4, 1));
        await wall.ApplyAsync([await ReadAsync(job.Key, Lines(3, 2))], Cancel);
        Assert.Equal(4, wall.Videos[0].Line?.Index);

        // Submitted anew it begins from nothing.
        var anew = change with { Order = change.Order + 10, Message = change.Message with { Revision = change.Order + 10, Segments = 1, Newest = Lines(0, 1) } };
        await wall.ApplyAsync([anew], Cancel);
        Assert.Equal(0, wall.Videos[0].Line?.Index);
    }

    private async Task<ShownWall> OpenAsync()
    {
        var wall = new ShownWall(Store, Results, run);
        await wall.ReadAsync(Cancel);
        return wall;
    }
}
