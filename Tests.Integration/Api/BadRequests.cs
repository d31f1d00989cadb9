using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Xunit;

namespace Tests.Integration.Api;

/// <summary>What the API refuses, and with which words.</summary>
[Collection(ApiCollection.Name)]
public sealed class BadRequests(ApiFixture api)
{
    private static readonly string LongTitle = new('a', 10 * 1024);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{ }""", "source", "Paste a YouTube link")]
    [InlineData("""{ "source": null }""", "source", "Paste a YouTube link")]
    [InlineData("""{ "source": "   " }""", "source", "Paste a YouTube link")]
    [InlineData("""{ "source": "not a link" }""", "source", "neither a link nor a video id")]
    [InlineData("""{ "source": "https://example.org/watch?v=Vhlwk1HcFdI" }""", "source", "does not name a YouTube video")]
    [InlineData("""{ "source": "javascript:alert(1)" }""", "source", "Paste a YouTube link")]
    [InlineData("""{ "source": "../../etc/passwd" }""", "source", "Paste a YouTube link")]
    [InlineData("""{ "source": 5 }""", "source", "must be text")]
    [InlineData("""{ "source": ["a"] }""", "source", "must be text")]
    [InlineData("""{ "source": "\ud800" }""", "source", "must be text")]
    [InlineData("""{ "source": "a", "language": "xx" }""", "language", "en (English), tr (Türkçe)")]
    [InlineData("""{ "source": "a", "language": "" }""", "language", "en (English), tr (Türkçe)")]
    [InlineData("""{ "source": "a", "language": {} }""", "language", "must be text")]
    [InlineData("""{ "source": "a", "title": true }""", "title", "must be text")]
    [InlineData("""{ "source": "a", """, "body", "not valid JSON, at line 1")]
    [InlineData("hello", "body", "not valid JSON, at line 1")]
    [InlineData("[]", "body", "Send a JSON object")]
    [InlineData("null", "body", "Send a JSON object")]
    [InlineData("", "body", "Send a JSON object")]
    public async Task Submission_that_is_not_understood_is_refused_by_the_name_of_its_field(string body, string field, string words)
    {
        using var response = await PostAsync(body);

        var problem = await Problem.ReadAsync(response, HttpStatusCode.BadRequest);
        Assert.Equal([field], Problem.FieldsOf(problem));
        Assert.Contains(words, Problem.DetailOf(problem), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_field_at_fault_is_named_at_once()
    {
        using var response = await PostAsync($$"""{ "source": "?", "language": "xx", "title": "{{LongTitle}}" }""");

        var problem = await Problem.ReadAsync(response, HttpStatusCode.BadRequest);
        Assert.Equal(["language", "source", "title"], Problem.FieldsOf(problem).Order());
        Assert.Contains("200 at most", Problem.DetailOf(problem), StringComparison.Ordinal);
        Assert.DoesNotContain(LongTitle, problem.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refused_submission_leaves_nothing_behind()
    {
        var id = ApiFixture.NewId();

        using var refused = await PostAsync($$"""{ "source": "{{id}}", "language": "xx" }""");
        using var response = await api.Client.GetAsync($"/api/videos/{id}", Cancellation);

        await Problem.ReadAsync(refused, HttpStatusCode.BadRequest);
        await Problem.ReadAsync(response, HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData(null)]
    public async Task Body_that_is_not_declared_as_JSON_is_415(string? contentType)
    {
        using var response = await PostAsync("""{ "source": "a" }""", contentType);

        var problem = await Problem.ReadAsync(response, HttpStatusCode.UnsupportedMediaType);
        Assert.Contains("application/json", Problem.DetailOf(problem), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Body_over_64_KiB_is_413()
    {
        using var response = await PostAsync($$"""{ "source": "a", "title": "{{new string('a', 64 * 1024)}}" }""");

        var problem = await Problem.ReadAsync(response, HttpStatusCode.RequestEntityTooLarge);
        Assert.Contains("64 KiB", Problem.DetailOf(problem), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("..%2Fetc")]
    [InlineData("a%20b")]
    [InlineData("%3Cscript%3E")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task Id_that_is_none_is_refused_with_the_rule(string id)
    {
        foreach (var path in (string[])["", "/transcript"])
        {
            using var response = await api.Client.GetAsync($"/api/videos/{id}{path}", Cancellation);

            var problem = await Problem.ReadAsync(response, HttpStatusCode.BadRequest);
            Assert.Equal(["id"], Problem.FieldsOf(problem));
            Assert.Contains("1 to 64 letters, digits", Problem.DetailOf(problem), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("?size=0", "size")]
    [InlineData("?size=201", "size")]
    [InlineData("?size=-1", "size")]
    [InlineData("?size=many", "size")]
    [InlineData("?size=", "size")]
    [InlineData("?after=junk", "after")]
    [InlineData("?after=1767603600000_a&sort=title", "after")]
    [InlineData("?after=YQ.a&sort=oldest", "after")]
    [InlineData("?state=broken", "state")]
    [InlineData("?state=3", "state")]
    [InlineData("?state=", "state")]
    [InlineData("?language=not a tag", "language")]
    [InlineData("?language=", "language")]
    [InlineData("?sort=size", "sort")]
    [InlineData("?after=99999999999999999999_a", "after")]
    public async Task Page_that_cannot_be_is_refused(string query, string field)
    {
        using var response = await api.Client.GetAsync($"/api/videos{query}", Cancellation);

        Assert.Equal([field], Problem.FieldsOf(await Problem.ReadAsync(response, HttpStatusCode.BadRequest)));
    }

    private async Task<HttpResponseMessage> PostAsync(string body, string? contentType = "application/json")
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = contentType is null ? null : new MediaTypeHeaderValue(contentType);
        return await api.Client.PostAsync("/api/videos", content, Cancellation);
    }
}
