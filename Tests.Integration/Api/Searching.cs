using System.Net;
using System.Text.Json;
using Pipeline.Jobs;
using Pipeline.Search;
using Pipeline.Status;
using Xunit;

namespace Tests.Integration.Api;

/// <summary><c>GET /api/search</c>, and the page that asks the same.</summary>
[Collection(ApiCollection.Name)]
public sealed class Searching(ApiFixture api)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Result_has_its_words_marked_and_the_moment_they_are_said()
    {
        var word = NewWord();
        var id = await MakeAsync("The sea was calm.", $"Then İ{word} came.");

        var page = await api.GetAsync($"/api/search?q=i{word.ToUpperInvariant()}");

        var result = Assert.Single(page.GetProperty("results").EnumerateArray());
        Assert.Equal((id, "transcript", "en"), (Text(result, "videoId"), Text(result, "kind"), Text(result, "language")));
        Assert.Equal($"The sea was calm. Then İ{word} came.", Text(result, "snippet"));
        Assert.Equal($$"""[{"start":23,"length":{{word.Length + 1}}}]""", result.GetProperty("snippetMatches").GetRawText());
        Assert.Equal("""{"segment":1,"start":6}""", result.GetProperty("moment").GetRawText());
        Assert.Equal("[]", result.GetProperty("titleMatches").GetRawText());
        Assert.Equal((JsonValueKind.Null, true), (page.GetProperty("next").ValueKind, page.GetProperty("complete").GetBoolean()));
    }

    [Fact]
    public async Task Pages_follow_each_other_and_the_link_names_the_next()
    {
        var word = NewWord();
        for (var count = 0; count < 3; count++)
            await MakeAsync($"{word} & salt");

        using var response = await api.Client.GetAsync($"/api/search?q={word}%20%26%20salt&kind=transcript&language=en&limit=2", Cancellation);
        var first = JsonElement.Parse(await response.Content.ReadAsStringAsync(Cancellation));
        var link = Assert.Single(response.Headers.GetValues("Link"));
        var second = await api.GetAsync(link[1..link.IndexOf('>', StringComparison.Ordinal)]);

        Assert.EndsWith($"after={first.GetProperty("next").GetString()}>; rel=\"next\"", link, StringComparison.Ordinal);
        Assert.Equal((2, 1), (Ids(first).Count, Ids(second).Count));
        Assert.Empty(Ids(first).Intersect(Ids(second)));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("next").ValueKind);
    }

    [Theory]
    [InlineData("", "q")]
    [InlineData("?q=", "q")]
    [InlineData("?q=%20%20", "q")]
    [InlineData("?q=a&language=not%20one", "language")]
    [InlineData("?q=a&kind=chapters", "kind")]
    [InlineData("?q=a&limit=0", "limit")]
    [InlineData("?q=a&limit=51", "limit")]
    [InlineData("?q=a&limit=many", "limit")]
    [InlineData("?q=a&after=junk", "after")]
    [InlineData("?q=a&after=99999999999999999999_1", "after")]
    public async Task Search_that_cannot_be_is_refused(string query, string field)
    {
        using var response = await api.Client.GetAsync($"/api/search{query}", Cancellation);

        Assert.Equal([field], Problem.FieldsOf(await Problem.ReadAsync(response, HttpStatusCode.BadRequest)));
    }

    [Fact]
    public async Task Five_kilobytes_are_refused_with_the_limit()
    {
        using var response = await api.Client.GetAsync($"/api/search?q={new string('a', 5 * 1024)}", Cancellation);

        var problem = await Problem.ReadAsync(response, HttpStatusCode.BadRequest);
        Assert.Contains($"{SearchQuery.MaxLength} characters", Problem.DetailOf(problem), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("%22")]
    [InlineData("*")]
    [InlineData("NEAR(")]
    [InlineData("%F0%9F%98%80")]
    [InlineData("%00")]
    [InlineData("%22%22%22%27%29%3B--")]
    [InlineData("!?.,%3A%3B")]
    [InlineData("%FF%FE")]
    public async Task Any_text_is_an_answer(string q)
    {
        var page = await api.GetAsync($"/api/search?q={q}");

        Assert.Empty(page.GetProperty("results").EnumerateArray());
    }

    [Fact]
    public async Task Page_answers_the_form_before_it_is_connected()
    {
        var word = NewWord();
        var id = await MakeAsync($"About {word} & bread.");

        var page = await api.Client.GetStringAsync($"/search?q={word}", Cancellation);

        Assert.Contains($"<mark>{word}</mark> &amp; bread.", page, StringComparison.Ordinal);
        Assert.Contains($"/videos/{id}?language=en&amp;t=0", page, StringComparison.Ordinal);
    }

    // No other test's texts hold it.
    private static string NewWord() => $"w{Guid.NewGuid():N}";

    private async Task<string> MakeAsync(params string[] lines)
    {
        var id = await api.SubmitAsync();
        var job = await api.ClaimAsync(id);
        await api.Jobs.ReportAsync(
            job, new JobProgress { Progress = 1, Stage = "transcribing", Segments = [.. lines.Select((line, index) => new Segment(index, index * 6, (index * 6) + 6, line))] }, Cancellation);
        await api.Jobs.CompleteAsync(job, string.Join('\n', lines), Cancellation);
        return id;
    }

    private static string? Text(JsonElement result, string member) => result.GetProperty(member).GetString();

    private static IReadOnlyList<string?> Ids(JsonElement page) => [.. page.GetProperty("results").EnumerateArray().Select(result => Text(result, "videoId"))];
}
