using System.Net;
using System.Net.Sockets;
using System.Text;
using Pipeline.Status;
using Xunit;

namespace Tests.Integration.Api;

/// <summary>HEAD, which is answered wherever GET is.</summary>
[Collection(ApiCollection.Name)]
public sealed class AskingForHeaders(ApiFixture api)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/")]
    [InlineData("/search?q=bread")]
    [InlineData("/videos/nobody-knows-it")]
    [InlineData("/no/such/page")]
    [InlineData("/favicon.svg")]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/metrics")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/api/videos")]
    [InlineData("/api/videos/nobody-knows-it")]
    [InlineData("/api/search?q=")]
    [InlineData("/api/diagnostics")]
    [InlineData("/api/nothing/here")]
    [InlineData("/api/diagnostics/roundtrip")]
    [InlineData("/api/sse?video=a%20b")]
    public async Task Head_is_what_get_answers_without_its_body(string path)
    {
        using var got = await api.Client.GetAsync(path, Cancellation);

        using var asked = await HeadAsync(path);

        Assert.Equal(got.StatusCode, asked.StatusCode);
        Assert.Equal(got.Content.Headers.ContentType, asked.Content.Headers.ContentType);
        Assert.Equal(got.Content.Headers.Allow, asked.Content.Headers.Allow);
        Assert.Equal(got.Headers.Select(header => header.Key).Where(IsOfContent), asked.Headers.Select(header => header.Key).Where(IsOfContent));
        Assert.Empty(await asked.Content.ReadAsByteArrayAsync(Cancellation));
    }

    [Fact]
    public async Task Head_of_a_file_says_how_long_it_is_and_whether_it_is_new()
    {
        var path = await ExportAsync();
        using var got = await api.Client.GetAsync(path, Cancellation);

        using var asked = await HeadAsync(path);

        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        Assert.Equal((await got.Content.ReadAsByteArrayAsync(Cancellation)).Length, asked.Content.Headers.ContentLength);
        Assert.Equal(got.Content.Headers.ToString(), asked.Content.Headers.ToString());
        Assert.Equal(got.Headers.ETag, asked.Headers.ETag);
        using var again = new HttpRequestMessage(HttpMethod.Head, path) { Headers = { IfNoneMatch = { got.Headers.ETag! } } };
        using var unchanged = await api.Client.SendAsync(again, Cancellation);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }

    [Fact]
    public async Task Nothing_follows_the_headers_on_the_connection()
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(api.Client.BaseAddress!.Host, api.Client.BaseAddress.Port, Cancellation);
        var paths = new[] { "/", "/api/videos", await ExportAsync(), "/api/sse", "/health/live" };
        var requests = paths.Select((path, index) => $"HEAD {path} HTTP/1.1\r\nHost: localhost\r\n{(index == paths.Length - 1 ? "Connection: close\r\n" : "")}\r\n");

        await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(string.Concat(requests)), Cancellation);

        using var reader = new StreamReader(connection.GetStream());
        var heads = (await reader.ReadToEndAsync(Cancellation)).Split("\r\n\r\n");
        Assert.Equal("", heads[^1]);
        Assert.Equal(paths.Length, heads.Length - 1);
        Assert.All(heads[..^1], head => Assert.StartsWith("HTTP/1.1 200 OK\r\n", head, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/api/sse")]
    [InlineData("/api/sse?video=a&video=b")]
    [InlineData("/api/sse/videos/a")]
    public async Task Head_of_the_event_stream_ends_with_its_headers_and_leaves_no_reader(string path)
    {
        using var asked = await HeadAsync(path);

        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        Assert.Equal("text/event-stream", asked.Content.Headers.ContentType?.MediaType);
        Assert.Equal(["no"], asked.Headers.GetValues("X-Accel-Buffering"));
        Assert.Equal(["nosniff"], asked.Headers.GetValues("X-Content-Type-Options"));
        Assert.Empty(await asked.Content.ReadAsByteArrayAsync(Cancellation));
    }

    // A new cookie, and what comes with it, is for the first answer only.
    private static bool IsOfContent(string header) => header is not ("Set-Cookie" or "X-Frame-Options" or "Transfer-Encoding");

    private async Task<HttpResponseMessage> HeadAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, path);
        return await api.Client.SendAsync(request, Cancellation);
    }

    private async Task<string> ExportAsync()
    {
        var id = await api.SubmitAsync(title: "Bees");
        var job = await api.ClaimAsync(id);
        await api.Jobs.ReportAsync(job, new() { Progress = 0.5, Stage = "transcribing", Segments = [new Segment(0, 0, 1, "Of bees.")] }, Cancellation);
        Assert.True(await api.Jobs.CompleteAsync(job, "Of bees.", Cancellation));
        return $"/api/videos/{id}/transcript.srt";
    }
}
