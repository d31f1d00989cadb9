using Pipeline.Status;
using Pipeline.Storage;

namespace BlazorApp.Api;

/// <summary>A video and where its operations stand.</summary>
/// <param name="Id">The id: 1 to 64 letters, digits, <c>_</c> or <c>-</c>.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Source">The submitted link or id; null when another program published about it.</param>
/// <param name="Language">What a request without a language means.</param>
/// <param name="CreatedAt">When it became known, in UTC.</param>
/// <param name="Statuses">Its statuses, without their results: the video's own language first, and the kinds in the order in which they run.</param>
public sealed record VideoResponse(
    string Id, string Title, string? Source, string Language, DateTime CreatedAt, IReadOnlyList<StatusResponse> Statuses)
{
    /// <summary>The response for a video that was read from the store.</summary>
    public static VideoResponse Of(VideoView video) => new(
        video.Id, video.Title, video.Source, video.Language, video.CreatedAt.UtcDateTime, [.. InOrder(video).Select(StatusResponse.Of)]);

    private static IEnumerable<StatusChange> InOrder(VideoView video) =>
        from language in video.Languages
        from kind in StatusKind.All
        from status in video.Statuses
        where status.Key.Language == language && status.Key.Kind == kind
        select status;
}
