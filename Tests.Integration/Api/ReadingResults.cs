using System.Globalization;
using System.Net;
using System.Text.Json;
using Pipeline.Jobs;
using Pipeline.Status;
using Xunit;

namespace Tests.Integration.Api;

/// <summary><c>GET /api/videos/{id}/transcript</c> and <c>…/summary</c>.</summary>
[Collection(ApiCollection.Name)]
public sealed class ReadingResults(ApiFixture api)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Running_transcript_shows_its_segments_and_no_result()
    {
        var id = await api.SubmitAsync();
        var job = await api.ClaimAsync(id);

        var progress = new JobProgress { Progress = 0.5, Stage = "transcribing", Segments = [new(0, 0, 1.5, "İlk <b>satır</b>")] };
        await api.Jobs.ReportAsync(job, progress, Cancellation);

        var transcript = await api.GetAsync($"/api/videos/{id}/transcript");
        Assert.Equal(id, transcript.GetProperty("videoId").GetString());
        Assert.Equal("processing", transcript.GetProperty("status").GetString());
        Assert.Equal(0.5, transcript.GetProperty("progress").GetDouble());
        Assert.Equal("transcribing", transcript.GetProperty("stage").GetString());
        Assert.Equal(JsonValueKind.Null, transcript.GetProperty("data").ValueKind);
        var segment = Assert.Single(transcript.GetProperty("segments").EnumerateArray());
        Assert.Equal(1.5, segment.GetProperty("end").GetDouble());
        Assert.Equal("İlk <b>satır</b>", segment.GetProperty("text").GetString());
    }

    [Fact]
    public async Task Completed_results_travel_in_the_member_of_their_kind()
    {
        var id = await api.SubmitAsync();
        var text = new string('ş', 100_000); // far over the inline limit of an announcement
        Assert.True(await api.Jobs.CompleteAsync(await api.ClaimAsync(id), text, Cancellation));
        Assert.True(await api.Jobs.CompleteAsync(await api.ClaimAsync(id), "In brief.", Cancellation));

        var transcript = await api.GetAsync($"/api/videos/{id}/transcript");
        var summary = await api.GetAsync($"/api/videos/{id}/summary?language=en");

        Assert.Equal("completed", transcript.GetProperty("status").GetString());
        Assert.Equal(text, transcript.GetProperty("data").GetProperty("formatted_text").GetString());
        Assert.False(transcript.GetProperty("data").TryGetProperty("content", out _));
        Assert.Equal("In brief.", summary.GetProperty("data").GetProperty("content").GetString());
        Assert.Empty(summary.GetProperty("segments").EnumerateArray());
        var statuses = (await api.GetAsync($"/api/videos/{id}")).GetProperty("statuses").EnumerateArray();
        Assert.Equal(["transcript", "summary"], statuses.Select(status => status.GetProperty("kind").GetString()));
    }

    [Fact]
    public async Task Language_that_is_left_out_is_the_videos_own()
    {
        var id = await api.SubmitAsync("tr");

        Assert.Equal("tr", (await api.GetAsync($"/api/videos/{id}/transcript")).GetProperty("language").GetString());
    }

    [Fact]
    public async Task Whoever_holds_the_revision_is_sent_nothing_until_it_changes()
    {
        var id = await api.SubmitAsync();
        using var first = await api.Client.GetAsync($"/api/videos/{id}/transcript", Cancellation);
        var held = first.Headers.ETag!.Tag;
        var revision = (await api.GetAsync($"/api/videos/{id}/transcript")).GetProperty("revision").GetInt64();
        Assert.Equal($"\"{revision.ToString(CultureInfo.InvariantCulture)}\"", held);

        using var same = await GetAsync(id, held);
        await api.ClaimAsync(id);
        using var changed = await GetAsync(id, held);

        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        Assert.Equal(held, same.Headers.ETag!.Tag);
        Assert.Empty(await same.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.NotEqual(held, changed.Headers.ETag!.Tag);
    }

    [Theory]
    [InlineData("W/{0}")]
    [InlineData("\"0\", {0}")]
    [InlineData("*")]
    public async Task Every_form_of_If_None_Match_is_understood(string form)
    {
        var id = await api.SubmitAsync();
        using var first = await api.Client.GetAsync($"/api/videos/{id}/transcript", Cancellation);

        using var same = await GetAsync(id, string.Format(CultureInfo.InvariantCulture, form, first.Headers.ETag!.Tag));

        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
    }

    [Theory]
    [InlineData("/summary", HttpStatusCode.NotFound, "no summary in 'en'")]
    [InlineData("/transcript?language=tr", HttpStatusCode.NotFound, "no transcript in 'tr'")]
    [InlineData("/chapters", HttpStatusCode.NotFound, "transcript, summary")]
    [InlineData("/transcript?language=..%2Fx", HttpStatusCode.BadRequest, "such as en or pt-BR")]
    [InlineData("/transcript?language=", HttpStatusCode.BadRequest, "such as en or pt-BR")]
    public async Task What_is_not_there_is_refused_with_what_is(string path, HttpStatusCode expected, string words)
    {
        var id = await api.SubmitAsync();

        using var response = await api.Client.GetAsync($"/api/videos/{id}{path}", Cancellation);

        Assert.Contains(words, Problem.DetailOf(await Problem.ReadAsync(response, expected)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/transcript")]
    [InlineData("/summary?language=tr")]
    public async Task Video_that_nobody_submitted_is_404(string path)
    {
        using var response = await api.Client.GetAsync($"/api/videos/{ApiFixture.NewId()}{path}", Cancellation);

        var problem = await Problem.ReadAsync(response, HttpStatusCode.NotFound);
        Assert.Contains("POST /api/videos", Problem.DetailOf(problem), StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> GetAsync(string id, string ifNoneMatch)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/videos/{id}/transcript");
        request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
        return await api.Client.SendAsync(request, Cancellation);
    }
}
