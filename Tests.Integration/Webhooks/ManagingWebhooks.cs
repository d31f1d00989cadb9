using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Tests.Fixtures;
using Tests.Integration.Api;
using Xunit;

namespace Tests.Integration.Webhooks;

/// <summary><c>/api/webhooks</c>, on an app that may not send to this machine.</summary>
[Collection(ApiCollection.Name)]
public sealed class ManagingWebhooks(ApiFixture api)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Secret_is_told_once_and_another_one_replaces_it()
    {
        var (id, secret) = await MakeAsync();

        Assert.StartsWith("whsec_", secret, StringComparison.Ordinal);
        using var read = await api.Client.GetAsync($"/api/webhooks/{id}", Cancellation);
        Assert.DoesNotContain(secret, await read.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.DoesNotContain(secret, await api.Client.GetStringAsync("/api/webhooks", Cancellation), StringComparison.Ordinal);
        using var replaced = await api.Client.PostAsync($"/api/webhooks/{id}/secret", content: null, Cancellation);
        var other = (await replaced.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("secret").GetString();
        Assert.NotEqual(secret, other);
    }

    [Fact]
    public async Task Test_to_this_machine_is_refused_at_the_connection_and_says_why()
    {
        var (id, _) = await MakeAsync("http://localhost:1/");

        using var response = await api.Client.PostAsync($"/api/webhooks/{id}/test", content: null, Cancellation);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var delivery = await Wait.For(
            async () => await api.GetAsync(response.Headers.Location!.ToString()) is var read && read.GetProperty("state").GetString() != "pending" ? read.GetRawText() : null, "the answer");
        var answered = JsonElement.Parse(delivery);
        Assert.Equal(("givenUp", "addressRefused", true, 1), (
            answered.GetProperty("state").GetString(), answered.GetProperty("problem").GetString(), answered.GetProperty("test").GetBoolean(), answered.GetProperty("attempts").GetInt32()));
        var listed = Assert.Single((await api.GetAsync($"/api/webhooks/{id}/deliveries")).GetProperty("deliveries").EnumerateArray());
        Assert.Equal(delivery, listed.GetRawText());
    }

    [Fact]
    public async Task Webhook_that_was_removed_is_gone()
    {
        var (id, _) = await MakeAsync();

        using var removed = await api.Client.DeleteAsync($"/api/webhooks/{id}", Cancellation);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);

        foreach (var (method, path) in ((HttpMethod, string)[])[
            (HttpMethod.Get, ""), (HttpMethod.Delete, ""), (HttpMethod.Post, "/start"), (HttpMethod.Post, "/secret"), (HttpMethod.Post, "/test"),
            (HttpMethod.Get, "/deliveries"), (HttpMethod.Get, "/deliveries/msg_1"), (HttpMethod.Post, "/deliveries/msg_1/resend")])
        {
            using var request = new HttpRequestMessage(method, $"/api/webhooks/{id}{path}");
            using var response = await api.Client.SendAsync(request, Cancellation);
            await Problem.ReadAsync(response, HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task Webhook_that_runs_is_not_started_again()
    {
        var (id, _) = await MakeAsync();

        using var response = await api.Client.PostAsync($"/api/webhooks/{id}/start", content: null, Cancellation);

        await Problem.ReadAsync(response, HttpStatusCode.Conflict);
    }

    [Theory]
    [InlineData("{}", "url")]
    [InlineData("""{"url":"example.org"}""", "url")]
    [InlineData("""{"url":"https://me:secret@example.org/"}""", "url")]
    [InlineData("""{"url":1}""", "url")]
    [InlineData("""{"url":"http://10.1.2.3/x"}""", "url")]
    [InlineData("""{"url":"http://[::1]:9/"}""", "url")]
    [InlineData("""{"url":"http://169.254.169.254/"}""", "url")]
    [InlineData("""{"url":"https://example.org","video":"a b"}""", "video")]
    [InlineData("""{"url":"https://example.org","states":[]}""", "states")]
    [InlineData("""{"url":"https://example.org","states":["done"]}""", "states")]
    [InlineData("""{"url":"https://example.org","states":"completed"}""", "states")]
    [InlineData("null", "body")]
    [InlineData("[]", "body")]
    [InlineData("nonsense", "body")]
    public async Task Webhook_that_cannot_be_is_refused_by_field(string body, string field)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await api.Client.PostAsync("/api/webhooks", content, Cancellation);

        Assert.Equal([field], Problem.FieldsOf(await Problem.ReadAsync(response, HttpStatusCode.BadRequest)));
    }

    [Theory]
    [InlineData("?size=0", "size")]
    [InlineData("?size=many", "size")]
    [InlineData("?after=junk", "after")]
    public async Task Page_of_deliveries_that_cannot_be_is_refused(string query, string field)
    {
        var (id, _) = await MakeAsync();
        using var response = await api.Client.GetAsync($"/api/webhooks/{id}/deliveries{query}", Cancellation);

        Assert.Equal([field], Problem.FieldsOf(await Problem.ReadAsync(response, HttpStatusCode.BadRequest)));
    }

    private async Task<(string Id, string Secret)> MakeAsync(string url = "https://example.org/hook")
    {
        using var response = await api.Client.PostAsJsonAsync("/api/webhooks", new { url }, Cancellation);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var made = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        return (made.GetProperty("webhook").GetProperty("id").GetString()!, made.GetProperty("secret").GetString()!);
    }
}
