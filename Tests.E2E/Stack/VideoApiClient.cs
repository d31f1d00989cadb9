using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Tests.Fixtures;

namespace Tests.E2E.Stack;

/// <summary>What the store says, asked through the HTTP API: the truth that a page is held against.</summary>
public static class VideoApiClient
{
    /// <summary>Submits a video without a browser.</summary>
    public static async Task SubmitAsync(this AppProcess app, string id, string language = "en")
    {
        using var response = await app.Client.PostAsJsonAsync("/api/videos", new { source = id, language });
        response.EnsureSuccessStatusCode();
    }

    /// <summary>The whole answer about a kind; null while there is no such status.</summary>
    public static async Task<JsonElement?> ReadAsync(this AppProcess app, string id, string kind)
    {
        using var response = await app.Client.GetAsync($"/api/videos/{id}/{kind}");
        if (response.StatusCode == HttpStatusCode.NotFound)
            return null;
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>The text of the lines of a transcript.</summary>
    public static async Task<IReadOnlyList<string>> ReadLinesAsync(this AppProcess app, string id) =>
        [.. (await app.ReadAsync(id, "transcript"))!.Value.GetProperty("segments").EnumerateArray().Select(line => line.GetProperty("text").GetString()!)];

    /// <summary>One of the figures of <c>/api/diagnostics</c>.</summary>
    public static async Task<int> CountAsync(this AppProcess app, string figure) =>
        (await app.Client.GetFromJsonAsync<JsonElement>("/api/diagnostics")).GetProperty(figure).GetInt32();

    /// <summary>Waits until the store holds that state.</summary>
    public static Task WaitForStateAsync(this AppProcess app, string id, string kind, string state) => Wait.For(
        async () => await app.ReadAsync(id, kind) is { } status && status.GetProperty("status").GetString() == state,
        $"the {kind} of {id} to be {state} in the store");
}
