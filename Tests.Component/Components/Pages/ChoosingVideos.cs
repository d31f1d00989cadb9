using BlazorApp.Components;
using BlazorApp.Components.Videos;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Status;
using Xunit;
using VideoList = BlazorApp.Components.Pages.Videos;

namespace Tests.Component.Components.Pages;

/// <summary>Filters, order, layout and selection of the library.</summary>
public sealed class ChoosingVideos : PageTest
{
    private Reader Reader => Services.GetRequiredService<Reader>();

    [Fact]
    public async Task Filter_and_order_are_chosen_into_the_address_which_shows_them()
    {
        await SubmitAsync("b-waits", title: "B");
        await SubmitAsync("a-cancelled", "tr", title: "A");
        await Submissions.CancelAsync(Transcript("a-cancelled", "tr"), Cancel);
        var page = OpenList();
        Assert.Equal(["A", "B"], Titles(page));

        await page.Find("select[name=state]").ChangeAsync(new() { Value = "cancelled" });
        Assert.Equal("/?state=cancelled", Address);
        page.WaitForAssertion(() => Assert.Equal(["A"], Titles(page)));
        await page.Find("select[name=spoken]").ChangeAsync(new() { Value = "en" });
        Assert.Equal("/?state=cancelled&language=en", Address);
        page.WaitForAssertion(() => Assert.Equal("No such videos", page.Find(".face-words").Words));
        Assert.Equal("cancelled", page.Find("select[name=state]").GetAttribute("value"));

        Navigation.NavigateTo("/?sort=oldest");
        page.WaitForAssertion(() => Assert.Equal(["B", "A"], Titles(page)));
        Navigation.NavigateTo("/?sort=title");
        page.WaitForAssertion(() => Assert.Equal(["A", "B"], Titles(page)));
        Assert.Empty(page.FindAll(".day"));
    }

    [Fact]
    public async Task What_no_longer_fits_the_filter_is_said_and_left_out_when_asked()
    {
        await SubmitAsync("ends");
        await SubmitAsync("waits");
        await SubmitAsync("follows");
        var page = OpenList("?state=queued");
        Assert.Equal("", page.Find(".filtered [role=status]").Words);
        foreach (var id in new[] { "ends", "waits" })
            await page.Find($"input[aria-label='Select {id}']").ChangeAsync(new() { Value = true });

        await Submissions.CancelAsync(Transcript("ends"), Cancel);
        await AnnounceAsync(Transcript("ends"));
        page.WaitForAssertion(() => Assert.Equal("1 no longer fits", page.Find(".filtered [role=status]").Words));
        await Submissions.CancelAsync(Transcript("follows"), Cancel);
        await AnnounceAsync(Transcript("follows"));
        page.WaitForAssertion(() => Assert.Equal("2 no longer fit", page.Find(".filtered [role=status]").Words));
        Assert.Equal(["follows", "waits", "ends"], Titles(page));

        await page.Button("Leave out").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Equal(["waits"], Titles(page)));
        Assert.Equal("", page.Find(".filtered [role=status]").Words);
        Assert.True(page.Button("Leave out").HasAttribute("hidden"));
        Assert.Equal("1 selected", page.Find(".bulk-words").Words);
        await SubmitAsync("newer");
        await AnnounceAsync(Transcript("newer"));
        page.WaitForAssertion(() => Assert.Equal(["newer", "waits"], Titles(page)));
        Assert.Equal("/", page.Find(".filtered a").GetAttribute("href"));
    }

    [Fact]
    public async Task Layout_in_the_address_is_remembered_for_addresses_without_one()
    {
        await SubmitAsync(title: "Keeping bees");
        var page = OpenList();
        Assert.Single(page.FindAll("article"));
        Assert.Empty(page.FindAll("table"));

        Navigation.NavigateTo("/?view=table");
        page.WaitForAssertion(() => Assert.Equal("Keeping bees", page.Find("tbody th[scope=row] a").Words));
        Assert.Equal(["Transcript", "Summary"], page.FindAll("thead th").Select(head => head.Words).Skip(3).Take(2));
        Assert.Equal("Transcript · Waiting for a worker", page.Find("tbody .status").Words);

        Navigation.NavigateTo("/?state=queued");
        page.WaitForAssertion(() => Assert.Single(page.FindAll("select[name=state][value=queued]")));
        Assert.Single(page.FindAll("table"));
        Assert.Equal(LibraryView.Table, Reader.View);
    }

    [Fact]
    public void What_a_browser_remembers_is_taken_over_and_nonsense_is_not()
    {
        Reader.Recall(new ReaderCookies("table", "Europe/Istanbul"));
        Assert.Equal((LibraryView.Table, "Europe/Istanbul"), (Reader.View, Reader.Zone.Id));
        // Nine in the evening of the fourth in London is the fifth in Istanbul.
        Assert.Equal(new DateOnly(2026, 1, 5), Reader.DayOf(new DateTimeOffset(2026, 1, 4, 21, 30, 0, TimeSpan.Zero)));

        Reader.Recall(new ReaderCookies("pie", "Nowhere/Land"));

        Assert.Equal((LibraryView.Table, "Europe/Istanbul"), (Reader.View, Reader.Zone.Id));
    }

    [Fact]
    public async Task Days_have_headings_where_the_order_is_that_of_time()
    {
        Reader.Recall(new ReaderCookies(null, "Etc/UTC"));
        await SubmitAsync("first", title: "First");
        Clock.Advance(TimeSpan.FromDays(9));
        await SubmitAsync("yesterday", title: "Second");
        Clock.Advance(TimeSpan.FromDays(1));
        await SubmitAsync("today", title: "Third");

        var page = OpenList();

        Assert.Equal(["Today", "Yesterday", "Monday, January 5, 2026"], page.FindAll("h2.day").Select(day => day.Words));
        Assert.Equal(["Third", "Second", "First"], Titles(page));
        Navigation.NavigateTo("/?view=table");
        page.WaitForAssertion(() => Assert.Equal(["Today", "Yesterday", "Monday, January 5, 2026"], page.FindAll(".day-line").Select(day => day.Words)));
    }

    [Fact]
    public async Task Selected_videos_are_retried_at_once_and_what_had_nothing_to_retry_is_said()
    {
        foreach (var id in new[] { "one", "two", "three" })
            await SubmitAsync(id);
        await Submissions.CancelAsync(Transcript("one"), Cancel);
        await Submissions.CancelAsync(Transcript("two"), Cancel);
        var page = OpenList();
        Assert.Empty(page.FindAll(".bulk"));

        await page.Find(".shelf-all input").ChangeAsync(new() { Value = true });
        Assert.Equal("3 selected", page.Find(".bulk-words").Words);
        Assert.Equal(["one", "three", "two"], page.FindAll("form[action='/api/export.zip'] input").Select(input => input.GetAttribute("value")!).Order());
        await page.Button("Retry").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Equal("2 retried · 1 had nothing to retry · 3 selected", page.Find(".bulk-words").Words));
        Assert.All(
            (await Library.GetPageAsync(new(10), Cancel)).Videos, video => Assert.Equal(StatusState.Queued, Assert.Single(video.Statuses).Message.Status));
        Assert.Equal(3, page.FindAll("article input[checked]").Count);
        await page.Button("Clear the selection").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".bulk, article input[checked]")));
    }

    [Fact]
    public async Task One_is_selected_by_its_name_and_cancelled_alone()
    {
        await SubmitAsync("one", title: "One");
        await SubmitAsync("two", title: "Two");
        var page = OpenList("?view=table");

        await page.Find("input[aria-label='Select Two']").ChangeAsync(new() { Value = true });
        Assert.Equal("1 selected", page.Find(".bulk-words").Words);
        await page.Button("Cancel").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Equal("1 cancelled · 1 selected", page.Find(".bulk-words").Words));
        Assert.Equal(["two"], (await Library.GetPageAsync(new(10, StatusState.Cancelled), Cancel)).Videos.Select(video => video.Id));

        await page.Button("Retry").ClickAsync(new()); // without selecting it again
        page.WaitForAssertion(() => Assert.Equal("1 retried · 1 selected", page.Find(".bulk-words").Words));
    }

    [Fact]
    public async Task What_the_database_did_not_take_stays_selected()
    {
        await SubmitAsync("one");
        await SubmitAsync("two");
        var page = OpenList();
        await page.Find(".shelf-all input").ChangeAsync(new() { Value = true });
        var asked = 0;
        Gate.Before = sql => sql.Contains("UPDATE revisions", StringComparison.Ordinal) && ++asked > 1 ? throw Away() : Task.CompletedTask;

        await page.Button("Cancel").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Equal("The database does not answer, so the rest was not done. It stays selected.", page.Alert));
        Assert.Equal("1 cancelled · 1 selected", page.Find(".bulk-words").Words);
        Gate.Before = null;
        await page.Button("Cancel").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal("1 cancelled · 1 selected", page.Find(".bulk-words").Words));
        Assert.Null(page.Alert);
    }

    [Fact]
    public async Task Selected_videos_are_deleted_and_had_back_in_one_move()
    {
        await SubmitAsync("one");
        await SubmitAsync("two");
        var page = OpenList();
        await page.Find(".shelf-all input").ChangeAsync(new() { Value = true });

        await page.Button("Delete").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal("2 deleted", page.Find(".bulk-words").Words));
        Assert.Empty((await Library.GetPageAsync(new(10), Cancel)).Videos);

        await page.Button("Undo").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal("2 brought back", page.Find(".bulk-words").Words));
        Assert.Equal(2, (await Library.GetPageAsync(new(10, StatusState.Queued), Cancel)).Videos.Count);
        Assert.DoesNotContain(page.FindAll("button"), button => button.Words == "Undo");
    }

    private static IReadOnlyList<string> Titles(IRenderedComponent<VideoList> page) => [.. page.FindAll("article h3").Select(title => title.Words)];
}
