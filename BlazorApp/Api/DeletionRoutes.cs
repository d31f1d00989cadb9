using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Pipeline.Jobs;
using Pipeline.Status;
using Pipeline.Storage;

namespace BlazorApp.Api;

/// <summary>Deleting videos and bringing them back.</summary>
internal static class DeletionRoutes
{
    private const string Id = "The video's id: " + VideoId.Rule + ".";

    public static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        [Description(Id)] string id, VideoStore store, Deletions deletions, CancellationToken cancellationToken)
    {
        if (!VideoId.IsWellFormed(id))
            return StatusAddress.Malformed;
        if (await deletions.DeleteAsync(id, cancellationToken) == RequestOutcome.Accepted)
            return TypedResults.NoContent();
        return await store.GetVideoAsync(id, cancellationToken) is { DeletedAt: not null } video
            ? StatusAddress.DeletedVideo(video)
            : StatusAddress.UnknownVideo(id);
    }

    public static async Task<Results<Ok<VideoResponse>, ProblemHttpResult>> RestoreAsync(
        [Description(Id)] string id, VideoStore store, Deletions deletions, CancellationToken cancellationToken)
    {
        if (!VideoId.IsWellFormed(id))
            return StatusAddress.Malformed;
        var outcome = await deletions.RestoreAsync(id, cancellationToken);
        if (outcome == RequestOutcome.WrongState)
            return ApiProblem.Gone($"Video {id} was deleted too long ago, and nothing is left of it. {StatusAddress.SubmitAgain}");
        return await store.GetVideoAsync(id, cancellationToken) switch
        {
            null => StatusAddress.UnknownVideo(id),
            { DeletedAt: not null } video => StatusAddress.DeletedVideo(video), // anew, since then
            var video when outcome == RequestOutcome.Accepted => TypedResults.Ok(VideoResponse.Of(video)),
            _ => ApiProblem.NotFound($"Video {id} is not deleted, so there is nothing to bring back."),
        };
    }
}
