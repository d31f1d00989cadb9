using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Pipeline.Search;
using Pipeline.Status;

namespace BlazorApp.Api;

/// <summary>Searching.</summary>
internal static class SearchRoutes
{
    public const int MaxPageSize = 50;
    public const int DefaultPageSize = 20;

    // The limit comes as text: a number that does not parse would be refused without the name of the field.
    public static async Task<Results<Ok<SearchResponse>, ProblemHttpResult>> SearchAsync(
        [Description("The words, all of which have to be there; the last one also by its beginning. What stands in quotation marks has to follow each other.")] string? q,
        [Description("Only texts in this language, as a BCP 47 tag.")] string? language,
        [Description("Only texts of this kind: transcript or summary.")] string? kind,
        [Description("How many texts at most, 1 to 50; 20 when absent.")] string? limit,
        [Description("The next of the page before; the best matches when absent.")] string? after,
        SearchStore search, HttpResponse response, CancellationToken cancellationToken)
    {
        var errors = new Dictionary<string, string[]>();
        var (query, problem) = SearchQuery.Read(q);
        if (problem is not null)
            errors["q"] = [problem];
        if (language is not null && !Language.IsWellFormed(language))
            errors["language"] = ["Name the language by its tag, such as en or pt-BR."];
        StatusKind? ofKind = null;
        if (kind is not null && !StatusKind.TryParse(kind, out ofKind))
            errors["kind"] = [$"There is no such kind. Kinds are: {string.Join(", ", StatusKind.All)}."];
        var most = DefaultPageSize;
        if (limit is not null && !int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out most) || most is < 1 or > MaxPageSize)
            errors["limit"] = [$"Ask for 1 to {MaxPageSize} texts at a time."];
        if (query is null || errors.Count > 0)
            return ApiProblem.Invalid(errors);
        try
        {
            var page = await search.SearchAsync(new SearchRequest(query, most, ofKind, language, after), cancellationToken);
            if (page.Next is not null)
                response.Headers.Link = $"</api/search{Address(q!, language, kind, most, page.Next)}>; rel=\"next\"";
            return TypedResults.Ok(SearchResponse.Of(page));
        }
        catch (FormatException exception)
        {
            return ApiProblem.Invalid("after", exception.Message);
        }
    }

    private static QueryString Address(string q, string? language, string? kind, int limit, string after)
    {
        var query = QueryString.Create("q", q);
        if (language is not null)
            query = query.Add("language", language);
        if (kind is not null)
            query = query.Add("kind", kind);
        return query.Add("limit", $"{limit}").Add("after", after);
    }
}
