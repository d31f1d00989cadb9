namespace BlazorApp.Api;

/// <summary>Finds words in titles, transcripts and summaries, for programs.</summary>
public static class SearchApi
{
    /// <summary>Maps <c>/api/search</c>.</summary>
    public static IEndpointRouteBuilder MapSearchApi(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/search", SearchRoutes.SearchAsync)
            .WithTags("Search")
            .WithName("Search")
            .WithSummary("Finds words in titles, transcripts and summaries, the best match first. The Link header names the next page.")
            .ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        return app;
    }
}
