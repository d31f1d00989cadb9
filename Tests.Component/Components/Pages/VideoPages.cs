using BlazorApp.Components.Pages;
using BlazorApp.Status;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Status;
using Xunit;

namespace Tests.Component.Components.Pages;

/// <summary>The page of one video: what it shows first, how changes reach it, and that it leaves nothing behind.</summary>
public sealed class VideoPages : StoreTest
{
    [Fact]
    public async Task Line_that_arrives_is_shown_below_those_before_it()
    {
        var job = await SubmitAndClaimAsync();
        await ReportAsync(job, Lines(0, 2));
        var page = Open();
        Assert.Equal(2, page.Lines.Count);

        await ReportAsync(job, Lines(2, 1), progress: 0.6);
        await AnnounceAsync(Transcript(), [.. Lines(2, 1)]);

        page.WaitForAssertion(() => Assert.Equal(3, page.Lines.Count));
        Assert.Contains("Line 2", page.Lines[2], StringComparison.Ordinal);
        Assert.Contains("60 %", page.Region("Transcript").Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Change_during_the_first_render_is_not_lost()
    {
        var job = await SubmitAndClaimAsync();
        var reached = false;
        Gate.Before = async sql =>
        {
            // At the last query of the first reading, in whose snapshot this is not, the job completes and says so.
            if (reached || !sql.Contains("\"results\"", StringComparison.Ordinal))
                return;
            reached = true;
            Gate.Before = null;
            await CompleteAsync(job, "The whole talk");
            await AnnounceAsync(Transcript());
        };

        var page = Open();

        page.WaitForAssertion(() => Assert.Contains("The whole talk", page.Region("Transcript").Words, StringComparison.Ordinal));
        Assert.True(reached);
        Assert.Contains("Completed", page.Region("Transcript").Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_stands_beside_a_long_transcript_and_scrolls_by_itself_is_reached_by_keyboard()
    {
        await SubmitAsync();

        var page = Open();

        page.WaitForAssertion(() => Assert.Equal("0", page.Find("[aria-label='Summary and timeline']").GetAttribute("tabindex")));
    }

    [Fact]
    public async Task Two_languages_stand_side_by_side_and_both_go_on()
    {
        await SubmitAsync();
        await SubmitAsync(language: "tr");
        var (english, turkish) = (await ClaimAsync(), await ClaimAsync());
        await ReportAsync(english, Lines(0, 3));
        await ReportAsync(turkish, [new Segment(0, 0, 5, "Bir"), new Segment(1, 7, 9, "iki"), new Segment(2, 10, 11, "üç")]);
        Services.GetRequiredService<NavigationManager>().NavigateTo("/videos/talk?language=en&beside=tr");
        var page = Open();
        page.WaitForAssertion(() => Assert.Equal(["0:00 Line 0 Bir", "0:06 Line 1 iki üç", "0:12 Line 2"], page.Lines));

        await ReportAsync(turkish, [new Segment(3, 13, 14, "dört")]);
        await AnnounceAsync(Transcript(language: "tr"));

        page.WaitForAssertion(() => Assert.Equal("0:12 Line 2 dört", page.Lines[2]));
        Assert.Equal("tr", page.FindAll(".segment-beside")[0].GetAttribute("lang"));
    }

    [Fact]
    public async Task Older_change_never_replaces_a_newer_one()
    {
        var job = await SubmitAndClaimAsync();
        var running = await ReadAsync(Transcript());
        await CompleteAsync(job, "The whole talk");
        var page = Open();
        page.WaitForAssertion(() => Assert.Contains("Completed", page.Region("Transcript").Words, StringComparison.Ordinal));

        Feed.Publish(running);
        Feed.Publish(new StatusChange(Summary(), Message(StatusState.Queued, revision: 1_000, Summary())));

        // The later change has been rendered, so the older one has had its chance.
        page.WaitForAssertion(() => Assert.Contains("Waiting for a worker", page.Region("Summary").Words, StringComparison.Ordinal));
        Assert.Contains("Completed", page.Region("Transcript").Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Video_that_nobody_submitted_flips_when_another_program_publishes_about_it()
    {
        var page = Open();
        Assert.Contains("Nobody has submitted this video yet", page.Markup, StringComparison.Ordinal);

        Feed.Publish(new StatusChange(Transcript(), ShortForm(StatusState.Completed, new StatusData { FormattedText = "<script>alert(1)</script>" })));

        page.WaitForAssertion(() => Assert.Contains("<script>alert(1)</script>", page.Region("Transcript").Words, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("script"));
        Assert.DoesNotContain("Nobody has submitted", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failure_offers_a_retry_that_queues_it_again()
    {
        var job = await SubmitAndClaimAsync();
        await Jobs.FailAsync(job, new StatusError("audio-unreadable", "A part could not be decoded.", Retryable: true), Cancel);
        var page = Open();
        Assert.Contains("A part could not be decoded.", page.Region("Transcript").Words, StringComparison.Ordinal);

        await page.Button("Retry: transcript").ClickAsync(new());
        await AnnounceAsync(Transcript());

        page.WaitForAssertion(() => Assert.Contains("Waiting for a worker", page.Region("Transcript").Words, StringComparison.Ordinal));
        Assert.DoesNotContain("A part could not be decoded.", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prerendered_page_shows_the_truth_and_subscribes_to_nothing()
    {
        await SubmitAsync(title: "A talk");
        Prerender();

        var page = Open();

        Assert.Contains("A talk", page.Markup, StringComparison.Ordinal);
        Assert.Equal(0, Feed.Subscribers);
    }

    [Fact]
    public async Task Page_that_goes_unsubscribes()
    {
        await SubmitAsync();
        Open();
        Assert.Equal(1, Feed.Subscribers);

        await DisposeComponentsAsync();

        Assert.Equal(0, Feed.Subscribers);
    }

    [Fact]
    public async Task Another_id_takes_the_place_of_the_first_subscription()
    {
        await SubmitAsync("first", title: "The first");
        await SubmitAsync("second", title: "The second");
        var page = Open("first");
        Assert.Contains("The first", page.Markup, StringComparison.Ordinal);

        page.Render(parameters => parameters.Add(video => video.Id, "second"));

        page.WaitForAssertion(() => Assert.Contains("The second", page.Markup, StringComparison.Ordinal));
        Assert.Equal(1, Feed.Subscribers);
        Assert.True(Feed.Publish(new StatusChange(Transcript("first"), Message(StatusState.Failed, revision: 1_000, Transcript("first")))));
        Assert.DoesNotContain("The first", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Malformed_id_gets_a_friendly_page_and_no_subscription()
    {
        var page = Open("not/an/id");

        Assert.Contains("There is no such video", page.Markup, StringComparison.Ordinal);
        Assert.Equal(0, Feed.Subscribers);
    }

    private IRenderedComponent<Video> Open(string id = "talk") => Render<Video>(parameters => parameters
        .Add(video => video.Id, id)
        .AddCascadingValue(Healthy));
}
