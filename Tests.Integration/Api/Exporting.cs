using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Pipeline.Jobs;
using Pipeline.Status;
using Xunit;

namespace Tests.Integration.Api;

/// <summary><c>GET /api/videos/{id}/transcript.{format}</c> and <c>…/summary.{format}</c>.</summary>
[Collection(ApiCollection.Name)]
public sealed class Exporting(ApiFixture api)
{
    private static readonly Segment[] Lines = [new(0, 0, 1.5, "İlk <b>satır</b>."), new(1, 2, 3, "İkinci satır.")];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("txt", "text/plain; charset=utf-8", "İlk <b>satır</b>. İkinci satır.\n")]
    [InlineData("md", "text/markdown; charset=utf-8", "# Çay: bir öykü\n\n0:00 İlk \\<b\\>satır\\</b\\>.\\\n0:02 İkinci satır.\n")]
    [InlineData("srt", "application/x-subrip; charset=utf-8",
        "1\r\n00:00:00,000 --> 00:00:01,500\r\nİlk ‹b›satır‹/b›.\r\n\r\n2\r\n00:00:02,000 --> 00:00:03,000\r\nİkinci satır.\r\n\r\n")]
    [InlineData("vtt", "text/vtt; charset=utf-8",
        "WEBVTT\n\nNOTE Çay: bir öykü\n\n00:00:00.000 --> 00:00:01.500\nİlk &lt;b&gt;satır&lt;/b&gt;.\n\n00:00:02.000 --> 00:00:03.000\nİkinci satır.\n\n")]
    public async Task Transcript_is_a_file_named_after_its_title(string format, string contentType, string content)
    {
        var id = await CompleteAsync(await api.SubmitAsync("tr", "Çay: bir öykü"));

        using var response = await GetAsync($"/api/videos/{id}/transcript.{format}");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(contentType, response.Content.Headers.ContentType?.ToString());
        Assert.Equal(content, await response.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal(
            $"attachment; filename=\"Cay bir oyku.tr.{format}\"; filename*=UTF-8''%C3%87ay%20bir%20%C3%B6yk%C3%BC.tr.{format}",
            response.Content.Headers.ContentDisposition?.ToString());
        Assert.Equal("no-cache", response.Headers.CacheControl?.ToString());
        Assert.Equal("bytes", response.Headers.AcceptRanges.ToString());
        Assert.NotNull(response.Content.Headers.LastModified);
    }

    [Fact]
    public async Task Json_has_the_segments_in_seconds_and_the_revision()
    {
        var id = await CompleteAsync(await api.SubmitAsync());

        var file = await api.GetAsync($"/api/videos/{id}/transcript.json?language=en");

        Assert.Equal(id, file.GetProperty("video").GetString());
        Assert.Equal((await api.GetAsync($"/api/videos/{id}/transcript")).GetProperty("revision").GetInt64(), file.GetProperty("revision").GetInt64());
        Assert.Equal([1.5, 3], file.GetProperty("segments").EnumerateArray().Select(segment => segment.GetProperty("end").GetDouble()));
        Assert.Equal("İlk <b>satır</b>.", file.GetProperty("segments")[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task Summary_comes_as_text_and_not_as_subtitles()
    {
        var id = await CompleteAsync(await api.SubmitAsync(title: "Bees"));
        Assert.True(await api.Jobs.CompleteAsync(await api.ClaimAsync(id), "In brief.\nAnd more.", Cancellation));

        using var text = await GetAsync($"/api/videos/{id}/summary.txt");
        using var subtitles = await GetAsync($"/api/videos/{id}/summary.srt");

        Assert.Equal("In brief.\n\nAnd more.\n", await text.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal("Bees.summary.en.txt", text.Content.Headers.ContentDisposition?.FileNameStar);
        Assert.EndsWith("It comes as: txt, md, json.", Problem.DetailOf(await Problem.ReadAsync(subtitles, HttpStatusCode.NotFound)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_holds_the_file_is_sent_nothing_until_it_is_another()
    {
        var id = await CompleteAsync(await api.SubmitAsync(title: "Bees"));
        using var first = await GetAsync($"/api/videos/{id}/transcript.srt");
        using var other = await GetAsync($"/api/videos/{id}/transcript.vtt");
        var held = first.Headers.ETag!;
        Assert.False(held.IsWeak);
        Assert.NotEqual(held, other.Headers.ETag);

        using var same = await GetAsync($"/api/videos/{id}/transcript.srt", request => request.IfNoneMatch.Add(held));
        using var otherFormat = await GetAsync($"/api/videos/{id}/transcript.vtt", request => request.IfNoneMatch.Add(held));
        // A title comes with whatever is published about the video, and the name of the file is made of it.
        await PublishAsync(id, StatusKind.Summary, "In brief.", title: "Bumblebees");
        using var renamed = await GetAsync($"/api/videos/{id}/transcript.srt", request => request.IfNoneMatch.Add(held));

        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        Assert.Equal(held, same.Headers.ETag);
        Assert.Empty(await same.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Equal(HttpStatusCode.OK, otherFormat.StatusCode);
        Assert.Equal(HttpStatusCode.OK, renamed.StatusCode);
        Assert.Equal("Bumblebees.en.srt", renamed.Content.Headers.ContentDisposition?.FileNameStar);
    }

    [Fact]
    public async Task File_is_read_in_ranges_as_long_as_it_is_the_same()
    {
        var id = await CompleteAsync(await api.SubmitAsync());
        using var whole = await GetAsync($"/api/videos/{id}/transcript.txt");
        var bytes = await whole.Content.ReadAsByteArrayAsync(Cancellation);

        using var part = await GetAsync($"/api/videos/{id}/transcript.txt", request =>
        {
            request.Range = new RangeHeaderValue(5, 9);
            request.IfRange = new RangeConditionHeaderValue(whole.Headers.ETag!);
        });
        using var changed = await GetAsync($"/api/videos/{id}/transcript.txt", request =>
        {
            request.Range = new RangeHeaderValue(5, 9);
            request.IfRange = new RangeConditionHeaderValue("\"0-txt\"");
        });
        using var beyond = await GetAsync($"/api/videos/{id}/transcript.txt", request => request.Range = new RangeHeaderValue(10_000, null));

        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(bytes[5..10], await part.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Equal($"bytes 5-9/{bytes.Length}", part.Content.Headers.ContentRange?.ToString());
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal(bytes, await changed.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, beyond.StatusCode);
        Assert.Equal($"bytes */{bytes.Length}", beyond.Content.Headers.ContentRange?.ToString());
    }

    [Fact]
    public async Task Published_text_has_no_times_and_comes_as_text()
    {
        var id = ApiFixture.NewId();
        await PublishAsync(id, StatusKind.Transcript, "Hello\nfrom elsewhere", title: "Elsewhere");

        using var text = await GetAsync($"/api/videos/{id}/transcript.txt");
        var json = await api.GetAsync($"/api/videos/{id}/transcript.json");
        foreach (var format in (string[])["srt", "vtt"])
        {
            using var subtitles = await GetAsync($"/api/videos/{id}/transcript.{format}");
            var detail = Problem.DetailOf(await Problem.ReadAsync(subtitles, HttpStatusCode.Conflict));
            Assert.Contains("no times", detail, StringComparison.Ordinal);
            Assert.EndsWith("It comes as: txt, md, json.", detail, StringComparison.Ordinal);
        }

        Assert.Equal("Hello\n\nfrom elsewhere\n", await text.Content.ReadAsStringAsync(Cancellation));
        Assert.Empty(json.GetProperty("segments").EnumerateArray());
    }

    [Fact]
    public async Task What_is_not_finished_is_refused_with_what_to_do()
    {
        var id = await api.SubmitAsync();
        await RefusedAsync("queued", $"/api/sse/videos/{id}");

        var job = await api.ClaimAsync(id);
        await api.Jobs.ReportAsync(job, new JobProgress { Progress = 0.5, Stage = "transcribing", Segments = Lines }, Cancellation);
        await RefusedAsync("processing", $"/api/sse/videos/{id}");

        await api.Jobs.FailAsync(job, new StatusError("broken", "It broke.", Retryable: true), Cancellation);
        await RefusedAsync("failed", $"POST /api/videos/{id}/transcript/retry?language=en");

        async Task RefusedAsync(string state, string todo)
        {
            // Also with an If-None-Match that everything matches.
            using var response = await GetAsync($"/api/videos/{id}/transcript.txt", request => request.IfNoneMatch.Add(EntityTagHeaderValue.Any));
            var detail = Problem.DetailOf(await Problem.ReadAsync(response, HttpStatusCode.Conflict));
            Assert.Contains($"not finished: it is {state}", detail, StringComparison.Ordinal);
            Assert.Contains(todo, detail, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/transcript.docx", HttpStatusCode.NotFound, "txt, md, srt, vtt, json")]
    [InlineData("/transcript.SRT", HttpStatusCode.NotFound, "txt, md, srt, vtt, json")]
    [InlineData("/chapters.txt", HttpStatusCode.NotFound, "transcript, summary")]
    [InlineData("/summary.txt", HttpStatusCode.NotFound, "no summary in 'en'")]
    [InlineData("/transcript.srt?language=tr", HttpStatusCode.NotFound, "no transcript in 'tr'")]
    [InlineData("/transcript.srt?language=..%2Fx", HttpStatusCode.BadRequest, "such as en or pt-BR")]
    public async Task What_is_not_there_is_refused_with_what_is(string path, HttpStatusCode expected, string words)
    {
        var id = await api.SubmitAsync();

        using var response = await GetAsync($"/api/videos/{id}{path}");

        Assert.Contains(words, Problem.DetailOf(await Problem.ReadAsync(response, expected)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nobody-knows-it", HttpStatusCode.NotFound, "POST /api/videos")]
    [InlineData("bad.id", HttpStatusCode.BadRequest, "1 to 64 letters")]
    public async Task Video_that_is_not_there_is_refused_as_everywhere(string id, HttpStatusCode expected, string words)
    {
        using var response = await GetAsync($"/api/videos/{id}/transcript.srt");

        Assert.Contains(words, Problem.DetailOf(await Problem.ReadAsync(response, expected)), StringComparison.Ordinal);
    }

    private async Task<string> CompleteAsync(string id)
    {
        var job = await api.ClaimAsync(id);
        await api.Jobs.ReportAsync(job, new JobProgress { Progress = 0.5, Stage = "transcribing", Segments = Lines }, Cancellation);
        Assert.True(await api.Jobs.CompleteAsync(job, "[00:00] İlk", Cancellation));
        return id;
    }

    private async Task PublishAsync(string id, StatusKind kind, string text, string title)
    {
        var message = new StatusMessage { VideoId = id, Status = StatusState.Completed, Timestamp = 1, Data = StatusData.Inline(kind, text), Title = title };
        Assert.Equal(PublishedOutcome.Stored, await api.Published.StoreAsync(new StatusChange(new StatusKey(id, kind, "en"), message), Cancellation));
    }

    private async Task<HttpResponseMessage> GetAsync(string path, Action<HttpRequestHeaders>? with = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        with?.Invoke(request.Headers);
        return await api.Client.SendAsync(request, Cancellation);
    }
}
