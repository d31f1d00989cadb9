using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Pipeline.Status;
using Pipeline.Storage;

namespace BlazorApp.Api;

/// <summary>Which status a request is about, as it stands in the address.</summary>
/// <param name="Id">The video.</param>
/// <param name="Kind">The operation.</param>
/// <param name="Language">The language, as a BCP 47 tag; the video's own when absent.</param>
public readonly record struct StatusAddress(
    [property: FromRoute, Description("The video's id: " + VideoId.Rule + ".")] string Id,
    [property: FromRoute, Description("The operation: transcript or summary.")] string Kind,
    [property: FromQuery(Name = "language"), Description("The language, as a BCP 47 tag; the video's own when absent.")] string? Language)
{
    /// <summary>Finds the status in the store.</summary>
    /// <returns>The status as it is now, or the answer that says what is wrong with the address.</returns>
    public async Task<(StatusChange? Status, ProblemHttpResult? Problem)> FindAsync(VideoStore store, CancellationToken cancellationToken)
    {
        var (_, status, problem) = await FindWithVideoAsync(store, cancellationToken);
        return (status, problem);
    }

    /// <summary>Finds the status and the video it is of.</summary>
    /// <returns>Both as they are now, or the answer that says what is wrong with the address.</returns>
    public async Task<(VideoView? Video, StatusChange? Status, ProblemHttpResult? Problem)> FindWithVideoAsync(
        VideoStore store, CancellationToken cancellationToken)
    {
        if (!VideoId.IsWellFormed(Id))
            return (null, null, Malformed);
        if (!StatusKind.TryParse(Kind, out var kind))
            return (null, null, ApiProblem.NotFound($"A video has no such part. It has: {string.Join(", ", StatusKind.All)}."));
        if (Language is not null && !Pipeline.Status.Language.IsWellFormed(Language))
            return (null, null, ApiProblem.Invalid("language", "Name the language by its tag, such as en or pt-BR."));
        if (await store.GetVideoAsync(Id, cancellationToken) is not { } video)
            return (null, null, UnknownVideo(Id));
        if (video.DeletedAt is not null)
            return (null, null, DeletedVideo(video));

        var language = Language ?? video.Language;
        return video.Statuses.FirstOrDefault(status => status.Key.Kind == kind && status.Key.Language == language) is { } found
            ? (video, found, null)
            : (null, null, ApiProblem.NotFound($"Video {Id} has no {kind} in '{language}' yet."));
    }

    /// <summary>The answer to an id that is not one.</summary>
    internal static ProblemHttpResult Malformed => ApiProblem.Invalid("id", $"A video id is {VideoId.Rule}.");

    /// <summary>The answer to an id that nobody has submitted.</summary>
    internal static ProblemHttpResult UnknownVideo(string id) =>
        ApiProblem.NotFound($"Video {id} is unknown. Submit it with POST /api/videos.");

    /// <summary>The answer to the id of a video that was deleted.</summary>
    internal static ProblemHttpResult DeletedVideo(VideoView video) => ApiProblem.NotFound(video.RestorableUntil is { } until
        ? string.Create(CultureInfo.InvariantCulture, $"Video {video.Id} was deleted. POST /api/videos/{video.Id}/restore brings it back, until {until.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'} at least.")
        : $"Video {video.Id} was deleted, and nothing is left of it. {SubmitAgain}");

    /// <summary>What to do about a video that is gone.</summary>
    internal const string SubmitAgain = "Submit it again with POST /api/videos.";
}
