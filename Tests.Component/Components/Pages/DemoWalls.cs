using BlazorApp.Demo;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pipeline.Status;
using Pipeline.Storage;
using Xunit;

namespace Tests.Component.Components.Pages;

/// <summary>The demo wall: what is asked for, what is offered, and where there is none.</summary>
public sealed class DemoWalls : DemoWallTest
{
    private readonly DemoRun run = DemoRun.Parse("abc-3")!;

    [Fact]
    public async Task Start_submits_so_many_videos_and_the_address_names_the_demo()
    {
        var page = OpenWall();
        page.Find("[name=count]").Change("3");

        await page.Find("form").SubmitAsync();

        var name = Address.Split("run=")[1];
        Assert.Equal(3, DemoRun.Parse(name)!.VideoIds.Count);
        await Fixtures.Wait.For(async () => (await Store.GetVideosAsync(DemoRun.Parse(name)!.VideoIds, Cancel)).Count == 3, "the videos");
    }

    [Theory]
    [InlineData("count", "201")]
    [InlineData("count", "0")]
    [InlineData("speed", "0")]
    [InlineData("speed", "101")]
    [InlineData("failures", "101")]
    [InlineData("stalls", "-1")]
    public async Task What_is_out_of_bounds_is_said_and_starts_nothing(string field, string value)
    {
        var page = OpenWall();
        page.Find($"[name={field}]").Change(value);

        await page.Find("form").SubmitAsync();

        Assert.StartsWith("A demo has 1 to 200 videos", page.Alert, StringComparison.Ordinal);
        Assert.Equal("/demo", Address);
        Assert.Empty((await Library.GetPageAsync(new VideoQuery(10), Cancel)).Videos);
    }

    [Fact]
    public async Task Retry_mends_what_failed()
    {
        var job = await SubmitAndClaimAsync(run.VideoIds[0]);
        await Jobs.FailAsync(job, new StatusError("broken", "It broke.", Retryable: true), Cancel);
        var page = OpenWall("?run=abc-3");
        page.WaitForAssertion(() => Assert.Contains("Retry (1)", page.Buttons));

        await page.Button("Retry (1)").ClickAsync();

        Assert.Equal(StatusState.Queued, (await ReadAsync(job.Key)).Message.Status);
    }

    [Fact]
    public async Task Clearing_the_wall_stops_its_videos_and_nobody_elses()
    {
        await SubmitAsync(run.VideoIds[0]);
        await SubmitAsync("somebody-elses");
        var page = OpenWall("?run=abc-3");
        page.WaitForAssertion(() => Assert.Contains("Clear the wall", page.Buttons));

        await page.Button("Clear the wall").ClickAsync();

        page.WaitForAssertion(() => Assert.Equal("Nothing on the wall yet", page.Find(".face-words").Words));
        Assert.Equal("/demo", Address);
        Assert.Equal(StatusState.Cancelled, (await ReadAsync(Transcript(run.VideoIds[0]))).Message.Status);
        Assert.Equal(StatusState.Queued, (await ReadAsync(Transcript("somebody-elses"))).Message.Status);
        await Fixtures.Wait.For(() => Feed.Subscribers == 0, "the subscription to end");
    }

    [Fact]
    public async Task Clearing_the_wall_keeps_what_was_typed_and_offers_nothing_that_was_ended()
    {
        var page = OpenWall();
        page.Find("[name=count]").Change("3");
        page.Find("[name=failures]").Change("35");
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Equal(3, Tiles(page).Count));

        await page.Button("Clear the wall").ClickAsync();

        page.WaitForAssertion(() => Assert.Equal("Nothing on the wall yet", page.Find(".face-words").Words));
        Assert.Equal(("3", "35"), (page.Find("[name=count]").GetAttribute("value"), page.Find("[name=failures]").GetAttribute("value")));
        Assert.Empty(page.FindAll(".demo-side a"));
    }

    [Fact]
    public async Task Demo_that_runs_is_offered_by_an_empty_wall_and_one_that_is_over_is_not()
    {
        var first = OpenWall();
        first.Find("[name=count]").Change("2");
        await first.Find("form").SubmitAsync();
        var name = Address.Split("run=")[1];
        await Fixtures.Wait.For(async () => (await Store.GetVideosAsync(DemoRun.Parse(name)!.VideoIds, Cancel)).Count == 2, "the videos");
        Assert.Empty(first.FindAll(".demo-side a"));

        var other = OpenWall();
        other.WaitForAssertion(() => Assert.Equal($"/demo?run={name}", other.Find(".demo-side a").GetAttribute("href")));
        Assert.Equal("A demonstration is running: Show it", other.Find(".demo-side [role=status]").Words);

        foreach (var id in DemoRun.Parse(name)!.VideoIds)
            await Submissions.CancelAsync(Transcript(id), Cancel);
        Assert.Empty(OpenWall().FindAll(".demo-side a"));
    }

    [Fact]
    public async Task Another_demo_swaps_the_subscription_and_leaving_ends_it()
    {
        var page = OpenWall("?run=abc-3");
        page.WaitForAssertion(() => Assert.Equal(3, Tiles(page).Count));

        Navigation.NavigateTo("/demo?run=def-2");

        page.WaitForAssertion(() => Assert.Equal(2, Tiles(page).Count));
        Assert.Equal(1, Feed.Subscribers);
        await DisposeComponentsAsync();
        Assert.Equal(0, Feed.Subscribers);
    }

    [Theory]
    [InlineData("?run=abc-201")]
    [InlineData("?run=abc-0")]
    [InlineData("?run=../x-3")]
    [InlineData("?run=abc")]
    public void Demo_that_can_be_none_is_an_empty_wall(string query) => Assert.Equal("Nothing on the wall yet", OpenWall(query).Find(".face-words").Words);

    [Fact]
    public void Without_AppHost_the_wall_says_what_it_takes_to_break_processes()
    {
        var page = OpenWall();

        Assert.Contains("when AppHost has started this app: dotnet run --project AppHost", page.Find(".world").Words, StringComparison.Ordinal);
        Assert.Equal(["Cut for 10 s"], page.FindAll(".world button").Select(button => button.Words));
    }

    [Fact]
    public void Outside_of_development_there_is_no_wall_and_nothing_to_break_by()
    {
        Services.GetRequiredService<IHostEnvironment>().EnvironmentName = Environments.Production;
        var production = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true, EnvironmentName = Environments.Production });
        var before = production.Services.Count;

        var page = OpenWall();

        Assert.Equal("", page.Markup);
        Assert.Equal(before, production.AddDemo().Services.Count);
    }
}
