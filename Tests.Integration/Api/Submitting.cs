using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace Tests.Integration.Api;

/// <summary><c>POST /api/videos</c>, as it is meant to be used.</summary>
[Collection(ApiCollection.Name)]
public sealed class Submitting(ApiFixture api)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Submitted_video_is_queued_and_found_at_its_location()
    {
        var id = ApiFixture.NewId();

        using var response = await PostAsync(new { source = id, language = "tr", title = "Çay" });

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal($"/api/videos/{id}", response.Headers.Location?.OriginalString);
        var video = await api.GetAsync(response.Headers.Location!.OriginalString);
        Assert.Equal(id, video.GetProperty("id").GetString());
        Assert.Equal("Çay", video.GetProperty("title").GetString());
        Assert.Equal("tr", video.GetProperty("language").GetString());
        var status = Assert.Single(video.GetProperty("statuses").EnumerateArray());
        Assert.Equal("transcript", status.GetProperty("kind").GetString());
        Assert.Equal("queued", status.GetProperty("status").GetString());
        Assert.Equal("tr", status.GetProperty("language").GetString());
        Assert.Equal(TimeSpan.Zero, status.GetProperty("timestamp").GetDateTimeOffset().Offset);
    }

    [Fact]
    public async Task Link_is_read_for_the_id_it_names()
    {
        using var response = await PostAsync(new { source = "https://youtu.be/aBcDeFgHiJ0?t=3" });

        var video = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal("aBcDeFgHiJ0", video.GetProperty("id").GetString());
        Assert.Equal("https://www.youtube.com/watch?v=aBcDeFgHiJ0", video.GetProperty("source").GetString());
    }

    [Fact]
    public async Task Same_video_and_language_again_queues_nothing()
    {
        var id = await api.SubmitAsync();
        var before = await api.GetAsync($"/api/videos/{id}");

        using var again = await PostAsync(new { source = id, language = "en" });

        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        var after = await again.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal(before.GetRawText(), after.GetRawText());
    }

    [Fact]
    public async Task Another_language_of_the_same_video_is_queued_beside_the_first()
    {
        var id = await api.SubmitAsync("en");

        using var response = await PostAsync(new { source = id, language = "tr" });

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var video = await api.GetAsync($"/api/videos/{id}");
        Assert.Equal(["en", "tr"], video.GetProperty("statuses").EnumerateArray().Select(status => status.GetProperty("language").GetString()));
        Assert.Equal("en", video.GetProperty("language").GetString());
    }

    [Fact]
    public async Task Submitting_eight_times_at_once_gives_one_job()
    {
        var id = ApiFixture.NewId();

        var responses = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PostAsync(new { source = id })));

        Assert.Single(responses, response => response.StatusCode == HttpStatusCode.Accepted);
        Assert.Equal(7, responses.Count(response => response.StatusCode == HttpStatusCode.OK));
        var revisions = new HashSet<long>();
        foreach (var response in responses)
        {
            var video = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
            revisions.Add(Assert.Single(video.GetProperty("statuses").EnumerateArray()).GetProperty("revision").GetInt64());
            response.Dispose();
        }

        Assert.Single(revisions);
        await api.ClaimAsync(id);
        await Assert.ThrowsAsync<InvalidOperationException>(() => api.ClaimAsync(id));
    }

    [Fact]
    public async Task Title_loses_its_control_characters_and_its_markup_stays_text()
    {
        const string Title = " A\u0000\u0007\u001b[31m <script>alert(1)</script>\nof\u0085 two lines ";

        using var response = await PostAsync(new { source = ApiFixture.NewId(), title = Title });

        var text = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.DoesNotContain("<script>", text, StringComparison.Ordinal);
        Assert.Equal("A[31m <script>alert(1)</script> of two lines", JsonElement.Parse(text).GetProperty("title").GetString());
    }

    [Fact]
    public async Task Title_of_the_longest_length_is_taken()
    {
        var title = new string('ğ', 200);

        using var response = await PostAsync(new { source = ApiFixture.NewId(), title });

        Assert.Equal(title, (await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("title").GetString());
    }

    private Task<HttpResponseMessage> PostAsync(object body) => api.Client.PostAsJsonAsync("/api/videos", body, Cancellation);
}
