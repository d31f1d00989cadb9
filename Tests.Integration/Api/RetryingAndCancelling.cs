using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Pipeline.Status;
using Xunit;

namespace Tests.Integration.Api;

/// <summary><c>POST /api/videos/{id}/{kind}/retry</c> and <c>…/cancel</c>.</summary>
[Collection(ApiCollection.Name)]
public sealed class RetryingAndCancelling(ApiFixture api)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_waits_is_cancelled_at_once_and_can_be_retried()
    {
        var id = await api.SubmitAsync();

        using var cancelled = await PostAsync($"{id}/transcript/cancel");
        using var retried = await PostAsync($"{id}/transcript/retry?language=en");

        Assert.Equal("cancelled", await StatusOf(cancelled));
        Assert.Equal("queued", await StatusOf(retried));
        Assert.Equal(id, (await api.ClaimAsync(id)).Key.VideoId);
    }

    [Fact]
    public async Task What_runs_is_asked_to_stop_and_says_so()
    {
        var id = await api.SubmitAsync();
        var job = await api.ClaimAsync(id);

        using var response = await PostAsync($"{id}/transcript/cancel");

        Assert.Equal("processing", await StatusOf(response));
        Assert.True((await api.GetAsync($"/api/videos/{id}/transcript")).GetProperty("cancelling").GetBoolean());
        Assert.True(await api.Jobs.ConfirmCancelledAsync(job, Cancellation));
        Assert.Equal("cancelled", (await api.GetAsync($"/api/videos/{id}/transcript")).GetProperty("status").GetString());
    }

    [Fact]
    public async Task What_failed_shows_why_and_can_be_retried()
    {
        var id = await api.SubmitAsync();
        var error = new StatusError("source_unavailable", "The video is private.", Retryable: true);
        await api.Jobs.FailAsync(await api.ClaimAsync(id), error, Cancellation);
        var failed = await api.GetAsync($"/api/videos/{id}/transcript");

        using var retried = await PostAsync($"{id}/transcript/retry");

        Assert.Equal("failed", failed.GetProperty("status").GetString());
        Assert.Equal("source_unavailable", failed.GetProperty("error").GetProperty("code").GetString());
        Assert.True(failed.GetProperty("error").GetProperty("retryable").GetBoolean());
        Assert.Equal("queued", await StatusOf(retried));
        Assert.Equal(JsonValueKind.Null, (await api.GetAsync($"/api/videos/{id}/transcript")).GetProperty("error").ValueKind);
    }

    [Fact]
    public async Task What_is_completed_is_neither_retried_nor_cancelled()
    {
        var id = await api.SubmitAsync();
        await api.Jobs.CompleteAsync(await api.ClaimAsync(id), "Hello", Cancellation);

        using var retried = await PostAsync($"{id}/transcript/retry");
        using var cancelled = await PostAsync($"{id}/transcript/cancel");

        Assert.Equal("Only what failed or was cancelled can be retried; this is completed.", await ConflictOf(retried));
        Assert.Equal("Only what waits or runs can be cancelled; this is completed.", await ConflictOf(cancelled));
        Assert.Equal("completed", (await api.GetAsync($"/api/videos/{id}/transcript")).GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("retry")]
    [InlineData("cancel")]
    public async Task What_is_unknown_is_404(string action)
    {
        var id = await api.SubmitAsync();

        foreach (var path in (string[])[$"{ApiFixture.NewId()}/transcript", $"{id}/summary", $"{id}/chapters"])
        {
            using var response = await PostAsync($"{path}/{action}");
            await Problem.ReadAsync(response, HttpStatusCode.NotFound);
        }
    }

    private Task<HttpResponseMessage> PostAsync(string path) => api.Client.PostAsync($"/api/videos/{path}", content: null, Cancellation);

    private static async Task<string> ConflictOf(HttpResponseMessage response) =>
        Problem.DetailOf(await Problem.ReadAsync(response, HttpStatusCode.Conflict));

    private static async Task<string?> StatusOf(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("status").GetString();
    }
}
