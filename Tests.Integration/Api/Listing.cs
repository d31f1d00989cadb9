using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace Tests.Integration.Api;

/// <summary><c>GET /api/videos</c>.</summary>
[Collection(ApiCollection.Name)]
public sealed class Listing(ApiFixture api)
{
    [Fact]
    public async Task Pages_follow_each_other_newest_first_without_gap_or_repetition()
    {
        var submitted = new List<string>();
        for (var count = 0; count < 5; count++)
            submitted.Add(await api.SubmitAsync());

        var (listed, pages) = (new List<string>(), 0);
        for (var path = "/api/videos?size=2"; path is not null; pages++)
            path = await ReadAsync(path, listed);

        Assert.True(pages >= 3);
        Assert.Equal(listed.Distinct(), listed);
        Assert.Equal(submitted.AsEnumerable().Reverse(), listed.Where(submitted.Contains));
    }

    [Fact]
    public async Task Video_submitted_while_paging_does_not_shift_the_pages()
    {
        var submitted = new List<string> { await api.SubmitAsync(), await api.SubmitAsync(), await api.SubmitAsync(), await api.SubmitAsync() };
        var listed = new List<string>();

        var second = await ReadAsync("/api/videos?size=2", listed);
        await api.SubmitAsync();
        await ReadAsync(second!, listed);

        Assert.Equal(submitted.AsEnumerable().Reverse(), listed);
    }

    [Fact]
    public async Task Each_video_is_listed_with_its_statuses()
    {
        var id = await api.SubmitAsync("tr");

        var page = await api.GetAsync("/api/videos?size=1");

        var video = Assert.Single(page.GetProperty("videos").EnumerateArray());
        var status = Assert.Single(video.GetProperty("statuses").EnumerateArray());
        Assert.Equal(id, video.GetProperty("id").GetString());
        Assert.Equal(("transcript", "queued"), (status.GetProperty("kind").GetString(), status.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task List_of_a_state_a_language_and_an_order_holds_those_videos_on_every_page()
    {
        var submitted = new List<string>();
        for (var count = 0; count < 5; count++)
            submitted.Add(await api.SubmitAsync("tr"));
        foreach (var id in submitted.Take(3))
            (await api.Client.PostAsync($"/api/videos/{id}/transcript/cancel", content: null, TestContext.Current.CancellationToken)).Dispose();
        var english = await api.SubmitAsync();

        var listed = new List<string>();
        for (var path = "/api/videos?size=2&state=cancelled&language=tr&sort=oldest"; path is not null;)
            path = await ReadAsync(path, listed);
        var titled = new List<string>();
        for (var path = "/api/videos?size=2&language=tr&sort=title"; path is not null;)
            path = await ReadAsync(path, titled);

        Assert.Equal(submitted.Take(3), listed.Where(submitted.Contains));
        Assert.Equal(submitted.Order(StringComparer.OrdinalIgnoreCase), titled.Where(submitted.Contains)); // a video without a title is called by its id
        Assert.DoesNotContain(english, titled);
    }

    /// <summary>Reads one page.</summary>
    /// <returns>Where the Link header says that the next one is; null on the last.</returns>
    private async Task<string?> ReadAsync(string path, List<string> ids)
    {
        using var response = await api.Client.GetAsync(path, TestContext.Current.CancellationToken);
        var page = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        ids.AddRange(page.GetProperty("videos").EnumerateArray().Select(video => video.GetProperty("id").GetString()!));

        var next = page.GetProperty("next").GetString();
        if (!response.Headers.TryGetValues("Link", out var links))
        {
            Assert.Null(next);
            return null;
        }

        var link = Assert.Single(links);
        Assert.EndsWith(">; rel=\"next\"", link, StringComparison.Ordinal);
        Assert.Contains($"after={next}", link, StringComparison.Ordinal);
        return link[1..link.IndexOf('>', StringComparison.Ordinal)];
    }
}
