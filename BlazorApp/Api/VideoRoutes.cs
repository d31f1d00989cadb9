using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Pipeline.Jobs;
using Pipeline.Storage;

namespace BlazorApp.Api;

/// <summary>Submitting videos and listing them.</summary>
internal static class VideoRoutes
{
    public const int MaxPageSize = 200;
    public const int DefaultPageSize = 50;

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

    // The size comes as text: a number that does not parse would be refused without the name of the field.
    public static async Task<Results<Ok<VideoPageResponse>, ProblemHttpResult>> ListAsync(
        [Description("How many videos at most, 1 to 200; 50 when absent.")] string? size,
        [Description("The next of the page before; the newest videos when absent.")] string? after,
        VideoStore store, HttpResponse response, CancellationToken cancellationToken)
    {
        var most = DefaultPageSize;
        if (size is not null && !int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out most) || most is < 1 or > MaxPageSize)
            return ApiProblem.Invalid("size", $"Ask for 1 to {MaxPageSize} videos at a time.");
        try
        {
            var page = await store.GetVideosAsync(most, after, cancellationToken);
            if (page.Next is not null)
                response.Headers.Link = $"</api/videos?size={most}&after={page.Next}>; rel=\"next\"";
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
