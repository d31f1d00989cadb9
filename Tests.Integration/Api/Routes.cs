using System.Net;
using System.Text.Json;
using Xunit;

namespace Tests.Integration.Api;

/// <summary>Which routes there are, and what the others answer.</summary>
[Collection(ApiCollection.Name)]
public sealed class Routes(ApiFixture api)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/html")]
    public async Task Unknown_route_is_problem_details_and_never_a_page(string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/nothing/here");
        request.Headers.Accept.ParseAdd(accept);
        using var response = await api.Client.SendAsync(request, Cancellation);

        var problem = await Problem.ReadAsync(response, HttpStatusCode.NotFound);
        Assert.Contains("/openapi/v1.json", Problem.DetailOf(problem), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DELETE", "/api/videos", "GET, HEAD, POST")]
    [InlineData("PUT", "/api/videos/a", "DELETE, GET, HEAD")]
    [InlineData("POST", "/api/videos/a/transcript", "GET, HEAD")]
    [InlineData("GET", "/api/videos/a/transcript/retry", "POST")]
    [InlineData("POST", "/api/search", "GET, HEAD")]
    [InlineData("GET", "/api/diagnostics/roundtrip", "POST")]
    [InlineData("POST", "/api/sse/videos/a", "GET, HEAD")]
    [InlineData("POST", "/api/videos/a/transcript.srt", "GET, HEAD")]
    [InlineData("DELETE", "/api/export.zip", "GET, HEAD, POST")]
    [InlineData("PUT", "/api/webhooks", "GET, HEAD, POST")]
    [InlineData("POST", "/api/webhooks/a", "DELETE, GET, HEAD")]
    public async Task Wrong_method_is_405_with_the_right_ones(string method, string path, string allowed)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await api.Client.SendAsync(request, Cancellation);

        await Problem.ReadAsync(response, HttpStatusCode.MethodNotAllowed);
        Assert.Equal(allowed, string.Join(", ", response.Content.Headers.Allow.Order()));
    }

    [Fact]
    public async Task Description_lists_each_route_with_words_and_refusals()
    {
        var description = await api.GetAsync("/openapi/v1.json");

        Assert.Equal("Live", description.GetProperty("info").GetProperty("title").GetString());
        foreach (var (method, path) in ((string, string)[])[
            ("post", "/api/videos"), ("get", "/api/videos"), ("get", "/api/videos/{id}"), ("get", "/api/videos/{id}/{kind}"),
            ("delete", "/api/videos/{id}"), ("post", "/api/videos/{id}/restore"),
            ("post", "/api/videos/{id}/{kind}/retry"), ("post", "/api/videos/{id}/{kind}/cancel"),
            ("get", "/api/videos/{id}/{kind}.{format}"), ("get", "/api/export.zip"), ("post", "/api/export.zip"),
            ("get", "/api/webhooks"), ("post", "/api/webhooks"), ("get", "/api/webhooks/{id}"), ("delete", "/api/webhooks/{id}"),
            ("post", "/api/webhooks/{id}/start"), ("post", "/api/webhooks/{id}/secret"), ("post", "/api/webhooks/{id}/test"),
            ("get", "/api/webhooks/{id}/deliveries"), ("get", "/api/webhooks/{id}/deliveries/{delivery}"), ("post", "/api/webhooks/{id}/deliveries/{delivery}/resend"),
            ("get", "/api/search"), ("get", "/api/sse"), ("get", "/api/sse/videos/{id}"),
            ("get", "/api/diagnostics"), ("get", "/api/diagnostics/history"), ("get", "/api/diagnostics/events"), ("post", "/api/diagnostics/roundtrip"),
            ("get", "/health/live"), ("get", "/health/ready")])
        {
            var operation = description.GetProperty("paths").GetProperty(path).GetProperty(method);
            Assert.NotEmpty(operation.GetProperty("summary").GetString()!);
            if (!path.StartsWith("/api/videos", StringComparison.Ordinal) && path != "/api/search")
                continue;
            var refusal = operation.GetProperty("responses").GetProperty("400").GetProperty("content");
            Assert.True(refusal.TryGetProperty("application/problem+json", out _));
        }
    }

    [Fact]
    public async Task Description_names_the_kinds_the_formats_and_the_states_there_are()
    {
        var description = await api.GetAsync("/openapi/v1.json");

        var parameters = description.GetProperty("paths").GetProperty("/api/videos/{id}/{kind}").GetProperty("get").GetProperty("parameters");
        var kind = parameters.EnumerateArray().Single(parameter => parameter.GetProperty("name").GetString() == "kind");
        Assert.Equal(["transcript", "summary"], Words(kind.GetProperty("schema")));
        parameters = description.GetProperty("paths").GetProperty("/api/videos/{id}/{kind}.{format}").GetProperty("get").GetProperty("parameters");
        var format = parameters.EnumerateArray().Single(parameter => parameter.GetProperty("name").GetString() == "format");
        Assert.Equal(["txt", "md", "srt", "vtt", "json"], Words(format.GetProperty("schema")));
        var state = description.GetProperty("components").GetProperty("schemas").GetProperty("StatusState");
        Assert.Equal(["queued", "processing", "completed", "failed", "cancelled"], Words(state));
    }

    private static IEnumerable<string?> Words(JsonElement schema) => schema.GetProperty("enum").EnumerateArray().Select(word => word.GetString());
}
