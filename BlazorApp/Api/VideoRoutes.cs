using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Pipeline.Jobs;
using Pipeline.Storage;

namespace BlazorApp.Api;

/// <summary>Submitting videos and listing them.</summary>
internal static class VideoRoutes
{
    public static async Task<Results<Accepted<VideoResponse>, Ok<VideoResponse>, ProblemHttpResult>> SubmitAsync(
        SubmitRequest request, Submissions submissions, CancellationToken cancellationToken)
    {
        var (source, language, title, errors) = request.Read();
        if (source is null || errors.Count > 0)
            return ApiProblem.Invalid(errors);

        var submission = await submissions.SubmitAsync(source, language, title, cancellationToken);
        var video = VideoResponse.Of(submission.Video);
        return submission.Created ? TypedResults.Accepted($"/api/videos/{video.Id}", video) : TypedResults.Ok(video);
    }

    // All comes as text: what does not parse would be refused without the name of the field.
    public static async Task<Results<Ok<VideoPageResponse>, ProblemHttpResult>> ListAsync(
        [Description("How many videos at most, 1 to 200; 50 when absent.")] string? size,
        [Description("The next of the page before; the first page when absent.")] string? after,
        [Description("Only videos of which a status is in this state: queued, processing, completed, failed or cancelled.")] string? state,
        [Description("Only videos with a status in this language, as a BCP 47 tag; together with a state it is the same status.")] string? language,
        [Description("The order: newest, oldest or title; newest when absent.")] string? sort,
        LibraryStore library, HttpResponse response, CancellationToken cancellationToken)
    {
        var (query, errors) = VideoListing.Read(size, state, language, sort, after);
        if (errors.Count > 0)
            return ApiProblem.Invalid(errors);
        try
        {
            var page = await library.GetPageAsync(query, cancellationToken);
            if (page.Next is not null)
                response.Headers.Link = $"</api/videos{VideoListing.Address(query with { After = page.Next })}>; rel=\"next\"";
            return TypedResults.Ok(new VideoPageResponse([.. page.Videos.Select(VideoResponse.Of)], page.Next));
        }
        catch (FormatException exception)
        {
            return ApiProblem.Invalid("after", exception.Message);
        }
    }

    public static async Task<Results<Ok<VideoResponse>, ProblemHttpResult>> GetAsync(
        [Description("The video's id: " + Pipeline.Status.VideoId.Rule + ".")] string id, VideoStore store, CancellationToken cancellationToken)
    {
        if (!Pipeline.Status.VideoId.IsWellFormed(id))
            return StatusAddress.Malformed;
        return await store.GetVideoAsync(id, cancellationToken) switch
        {
            null => StatusAddress.UnknownVideo(id),
            { DeletedAt: not null } video => StatusAddress.DeletedVideo(video),
            var video => TypedResults.Ok(VideoResponse.Of(video)),
        };
    }
}
