using System.IO.Compression;
using System.Net;
using System.Text;
using Pipeline.Jobs;
using Pipeline.Status;
using Xunit;

namespace Tests.Integration.Api;

/// <summary><c>GET</c> and <c>POST /api/export.zip</c>.</summary>
[Collection(ApiCollection.Name)]
public sealed class ExportingSelections(ApiFixture api)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Archive_has_a_file_for_each_transcript_and_says_what_is_not_in_it()
    {
        var first = await CompleteAsync("Bees");
        var second = await CompleteAsync("BEES");
        var waiting = await api.SubmitAsync();

        using var response = await api.Client.GetAsync($"/api/export.zip?video={first}&video={waiting}&video={second}&video=nobody-knows-it&video={first}&format=srt", Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/zip", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("transcripts-srt.zip", response.Content.Headers.ContentDisposition?.FileNameStar);
        Assert.True(response.Headers.CacheControl?.NoStore);
        var files = await ReadAsync(response);
        Assert.Equal(["Bees.en.srt", "BEES (2).en.srt", "README.txt"], files.Keys);
        Assert.Equal("1\r\n00:00:00,000 --> 00:00:01,500\r\nOf Bees.\r\n\r\n", files["Bees.en.srt"]);
        Assert.Equal("1\r\n00:00:00,000 --> 00:00:01,500\r\nOf BEES.\r\n\r\n", files["BEES (2).en.srt"]);
        Assert.Contains($"{waiting}: The transcript in 'en' is not finished: it is queued.", files["README.txt"], StringComparison.Ordinal);
        Assert.Contains("nobody-knows-it: Video nobody-knows-it is unknown.", files["README.txt"], StringComparison.Ordinal);
        Assert.DoesNotContain(first, files["README.txt"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_of_a_page_names_a_thousand()
    {
        var id = await CompleteAsync("Bees");
        var unknown = Enumerable.Range(0, 999).Select(number => $"{number}".PadLeft(64, 'x'));
        using var form = new FormUrlEncodedContent([.. unknown.Append(id).Select(video => KeyValuePair.Create("video", video)), new("language", ""), new("format", "")]);

        using var response = await api.Client.PostAsync("/api/export.zip", form, Cancellation);

        var files = await ReadAsync(response);
        Assert.Equal(["Bees.en.txt", "README.txt"], files.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("Of Bees.\n", files["Bees.en.txt"]);
        Assert.Equal(999, files["README.txt"].Split("is unknown").Length - 1);
    }

    [Fact]
    public async Task Archive_of_nothing_that_is_known_is_404()
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("video", "nope")]);

        using var got = await api.Client.GetAsync("/api/export.zip?video=nope&video=neither", Cancellation);
        using var posted = await api.Client.PostAsync("/api/export.zip", form, Cancellation);

        foreach (var response in new[] { got, posted })
            Assert.Contains("None of these videos is there.", Problem.DetailOf(await Problem.ReadAsync(response, HttpStatusCode.NotFound)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Long_archive_is_sent_as_it_is_made()
    {
        var ids = new List<string>();
        for (var number = 0; number < 3; number++)
            ids.Add(await CompleteAsync($"Part {number}", lines: 3000));

        using var response = await api.Client.GetAsync($"/api/export.zip?{string.Join('&', ids.Select(id => $"video={id}"))}&format=vtt", HttpCompletionOption.ResponseHeadersRead, Cancellation);

        Assert.Null(response.Content.Headers.ContentLength); // nobody knew it when it began
        Assert.True(response.Headers.TransferEncodingChunked);
        var files = await ReadAsync(response);
        Assert.Equal(3, files.Count);
        Assert.All(files.Values, file => Assert.Equal(3001, file.Split("Of Part").Length));
    }

    [Theory]
    [InlineData("", "video", "Name the videos")]
    [InlineData("?video=", "video", "Name the videos")]
    [InlineData("?video=a&video=..%2Fb", "video", "1 to 64 letters")]
    [InlineData("?video=a&format=docx", "format", "txt, md, srt, vtt, json")]
    [InlineData("?video=a&language=%2F", "language", "such as en")]
    public async Task Selection_that_is_not_understood_is_refused_by_the_name_of_its_field(string query, string field, string words)
    {
        using var response = await api.Client.GetAsync($"/api/export.zip{query}", Cancellation);

        var problem = await Problem.ReadAsync(response, HttpStatusCode.BadRequest);
        Assert.Equal([field], Problem.FieldsOf(problem));
        Assert.Contains(words, Problem.DetailOf(problem), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1001)]
    [InlineData(2000)]
    public async Task More_than_a_thousand_are_refused(int count)
    {
        using var form = new FormUrlEncodedContent(Enumerable.Range(0, count).Select(number => KeyValuePair.Create("video", $"v{number}")));

        using var response = await api.Client.PostAsync("/api/export.zip", form, Cancellation);

        Assert.Contains("Name 1 to 1000 videos", Problem.DetailOf(await Problem.ReadAsync(response, HttpStatusCode.BadRequest)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_form_or_too_large_is_refused()
    {
        using var json = new StringContent("{}", Encoding.UTF8, "application/json");
        using var large = new FormUrlEncodedContent([KeyValuePair.Create("video", new string('a', 200_000))]);

        using var noForm = await api.Client.PostAsync("/api/export.zip", json, Cancellation);
        using var tooLarge = await api.Client.PostAsync("/api/export.zip", large, Cancellation);

        Assert.Contains("x-www-form-urlencoded", Problem.DetailOf(await Problem.ReadAsync(noForm, HttpStatusCode.UnsupportedMediaType)), StringComparison.Ordinal);
        Assert.Contains("128 KiB", Problem.DetailOf(await Problem.ReadAsync(tooLarge, HttpStatusCode.RequestEntityTooLarge)), StringComparison.Ordinal);
    }

    private async Task<string> CompleteAsync(string title, int lines = 1)
    {
        var id = await api.SubmitAsync(title: title);
        var job = await api.ClaimAsync(id);
        foreach (var piece in Enumerable.Range(0, lines).Select(index => new Segment(index, index * 2, (index * 2) + 1.5, $"Of {title}.")).Chunk(500))
            await api.Jobs.ReportAsync(job, new JobProgress { Progress = 0.5, Stage = "transcribing", Segments = piece }, Cancellation);
        Assert.True(await api.Jobs.CompleteAsync(job, "All of it.", Cancellation));
        return id;
    }

    private static async Task<Dictionary<string, string>> ReadAsync(HttpResponseMessage response)
    {
        var files = new Dictionary<string, string>();
        using var archive = new ZipArchive(await response.Content.ReadAsStreamAsync(Cancellation));
        foreach (var entry in archive.Entries)
        {
            using var reader = new StreamReader(entry.Open());
            files.Add(entry.FullName, await reader.ReadToEndAsync(Cancellation));
        }

        return files;
    }
}
