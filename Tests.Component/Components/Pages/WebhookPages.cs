using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Webhooks;
using Pipeline.Webhooks.Sending;
using Xunit;
using WebhooksAt = BlazorApp.Components.Pages.Webhooks;

namespace Tests.Component.Components.Pages;

/// <summary>The page of webhooks: adding, testing, what was answered, removing.</summary>
public sealed class WebhookPages : PageTest
{
    private WebhookStore Webhooks => Services.GetRequiredService<WebhookStore>();

    private DeliveryQueue Queue => Services.GetRequiredService<DeliveryQueue>();

    [Fact]
    public async Task Who_has_none_adds_one_and_sees_its_secret_once()
    {
        var page = OpenPage();
        Assert.Equal("Nobody is told yet", page.Find(".face-words").Words);

        await AddAsync(page, "https://example.org/hook");

        var row = Assert.Single(await Webhooks.ListAsync(Cancel));
        Assert.Equal(("https://example.org/hook", null, "completed failed cancelled"), (row.Url, row.VideoId, row.States));
        Assert.Equal("https://example.org/hook", Assert.Single(page.FindAll("article")).Name);
        Assert.Equal(row.Secret, page.Find("copy-text code").TextContent);
        Assert.Equal("", page.Find("input[name=url]").GetAttribute("value") ?? "");
        Assert.DoesNotContain(row.Secret, OpenPage().Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("example.org", "", "Give a whole address, beginning with https:// or http://.")]
    [InlineData("http://10.1.2.3/x", "", "That is an address of this machine or its network. Who runs Live can allow it: Webhooks:AllowedNetworks.")]
    [InlineData("https://example.org", "a b", "That is not a video's id. Copy it from the address of its page, or leave it empty for all videos.")]
    public async Task What_can_not_be_is_refused_beside_the_form(string url, string video, string words)
    {
        var page = OpenPage();

        await AddAsync(page, url, video);

        Assert.Equal(words, page.Alert);
        Assert.Equal(url, page.Find("input[name=url]").GetAttribute("value"));
        Assert.Empty(await Webhooks.ListAsync(Cancel));
    }

    [Fact]
    public async Task Test_opens_the_deliveries_and_its_answer_appears_by_itself()
    {
        var row = await MakeAsync();
        var page = OpenPage();

        page.Button("Send a test").Click();

        page.WaitForAssertion(() => Assert.Equal($"/webhooks?open={row.Id}", Address));
        page.WaitForAssertion(() => Assert.Equal("On its way…", page.Find(".delivery-outcome").Words));
        var claimed = Assert.IsType<ClaimedDelivery>(await Queue.ClaimAsync(row.Id, TimeSpan.FromMinutes(1), Cancel));
        await Queue.SettleAsync(claimed, new DeliveryAnswer { Status = 204, Duration = TimeSpan.FromMilliseconds(31), Body = "<b>thanks</b>" }, Cancel);
        await UntilAsync(page, () => page.Find(".delivery-outcome").Words == "Delivered: answered 204 in 31 ms");
        Assert.Equal("<b>thanks</b>", page.Find(".delivery-body").TextContent);
        Assert.True(long.TryParse(page.Find("time-at").GetAttribute("at"), out var milliseconds) && milliseconds > 0);
        Assert.Contains("Send again: Test", page.Buttons);
    }

    [Theory]
    [InlineData(DeliveryProblem.TimedOut, null, null, "Did not arrive: no whole answer in time", "")]
    [InlineData(DeliveryProblem.AddressRefused, "10.0.0.1", null, "Did not arrive: nothing is sent to that address", "10.0.0.1 is an address of this machine or its network. Who runs Live can allow it: Webhooks:AllowedNetworks.")]
    [InlineData(DeliveryProblem.Redirected, "https://b/", 302, "Did not arrive: it answered with a redirect (302)", "It leads to https://b/, which is not followed. Make a webhook with that address instead.")]
    [InlineData(null, null, 500, "Did not arrive: it answered 500", "")]
    [InlineData(null, null, 410, "The receiver asked for no more (410), so notices to it were stopped", "")]
    public async Task What_went_wrong_is_said_in_plain_words(DeliveryProblem? problem, string? about, int? status, string outcome, string detail)
    {
        var row = await MakeAsync();
        await Webhooks.TestAsync(row.Id, Cancel);
        var claimed = Assert.IsType<ClaimedDelivery>(await Queue.ClaimAsync(row.Id, TimeSpan.FromMinutes(1), Cancel));
        await Queue.SettleAsync(claimed, new DeliveryAnswer { Problem = problem, Detail = about, Status = status }, Cancel);

        var page = OpenPage($"?open={row.Id}");

        Assert.Equal(outcome, page.Find(".delivery-outcome.tone-bad").Words);
        Assert.Equal(detail, page.FindAll(".delivery-detail").SingleOrDefault()?.Words ?? "");
    }

    [Fact]
    public async Task Webhook_is_removed_after_a_second_word()
    {
        await MakeAsync();
        var page = OpenPage();

        page.Button("Remove").Click();
        Assert.Single(await Webhooks.ListAsync(Cancel));
        page.Button("Leave it").Click();
        page.Button("Remove").Click();
        page.Button("Remove it").Click();

        page.WaitForAssertion(() => Assert.Equal("Nobody is told yet", page.Find(".face-words").Words));
        Assert.Empty(await Webhooks.ListAsync(Cancel));
    }

    [Fact]
    public async Task Secret_is_replaced_after_a_second_word()
    {
        var row = await MakeAsync();
        var page = OpenPage();

        page.Button("New secret").Click();
        page.Button("Replace it").Click();

        page.WaitForAssertion(() => Assert.StartsWith("whsec_", page.Find("copy-text code").TextContent, StringComparison.Ordinal));
        Assert.NotEqual(row.Secret, page.Find("copy-text code").TextContent);
        Assert.Equal((await Webhooks.FindAsync(row.Id, Cancel))!.Secret, page.Find("copy-text code").TextContent);
    }

    [Fact]
    public async Task Webhook_whose_receiver_is_gone_says_so_and_is_started_again()
    {
        var row = await MakeAsync();
        await Webhooks.TestAsync(row.Id, Cancel);
        var claimed = Assert.IsType<ClaimedDelivery>(await Queue.ClaimAsync(row.Id, TimeSpan.FromMinutes(1), Cancel));
        await Queue.SettleAsync(claimed, new DeliveryAnswer { Status = 410 }, Cancel);
        var page = OpenPage();
        Assert.Contains("gone (410)", page.Find(".hook-note").Words, StringComparison.Ordinal);

        page.Button("Start again").Click();

        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".hook-note")));
        Assert.Null((await Webhooks.FindAsync(row.Id, Cancel))!.Stopped);
    }

    [Fact]
    public async Task What_waits_for_a_webhook_that_is_stopped_does_not_claim_to_be_on_its_way()
    {
        var row = await MakeAsync();
        foreach (var video in new[] { "first", "second" })
            await Jobs.ConfirmCancelledAsync(await SubmitAndClaimAsync(video), Cancel);
        await Services.GetRequiredService<WebhookIntake>().LookAsync(Cancel);
        var page = OpenPage($"?open={row.Id}");
        Assert.Equal(["On its way…", "On its way…"], page.FindAll(".delivery-outcome").Select(outcome => outcome.Words));

        var claimed = Assert.IsType<ClaimedDelivery>(await Queue.ClaimAsync(row.Id, TimeSpan.FromMinutes(1), Cancel));
        await Queue.SettleAsync(claimed, new DeliveryAnswer { Status = 410 }, Cancel);
        await Webhooks.TestAsync(row.Id, Cancel);

        await UntilAsync(page, () => page.FindAll(".delivery-outcome").Select(outcome => outcome.Words).Order(StringComparer.Ordinal).SequenceEqual(
        [
            "Not sent: the webhook is stopped", "On its way…", "The receiver asked for no more (410), so notices to it were stopped",
        ]));
        Assert.Equal("Once it is started again this is sent, or what is newer by then.", page.Find(".delivery-detail").Words);

        page.Button("Start again").Click();

        await UntilAsync(page, () => page.FindAll(".delivery-outcome").Count(outcome => outcome.Words == "On its way…") == 2);
        Assert.Empty(page.FindAll(".delivery-detail"));
    }

    [Fact]
    public async Task Database_that_is_away_is_said_and_the_page_goes_on_by_itself()
    {
        await MakeAsync();
        Gate.Before = _ => throw Away();
        var page = OpenPage();
        Assert.Equal("The webhooks can't be read right now", page.Find(".face-words").Words);

        Gate.Before = null;

        await UntilAsync(page, () => page.FindAll("article").Count == 1);
        Assert.Empty(page.FindAll(".face"));
    }

    private Task<WebhookRow?> CreateAsync() => Webhooks.CreateAsync(new WebhookAddress(new Uri("https://example.org/hook")), videoId: null, [], Cancel);

    private async Task<WebhookRow> MakeAsync() => (await CreateAsync())!;

    private static async Task AddAsync(IRenderedComponent<WebhooksAt> page, string url, string video = "")
    {
        await page.Find("input[name=url]").ChangeAsync(new ChangeEventArgs { Value = url });
        await page.Find("input[name=video]").ChangeAsync(new ChangeEventArgs { Value = video });
        await page.Find("form").SubmitAsync();
    }

    private Task UntilAsync(IRenderedComponent<WebhooksAt> page, Func<bool> condition) => Fixtures.Wait.For(
        () =>
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            return page.InvokeAsync(condition);
        },
        "the page to show it");

    private IRenderedComponent<WebhooksAt> OpenPage(string query = "")
    {
        Navigation.NavigateTo($"/webhooks{query}");
        return Render<WebhooksAt>();
    }
}
