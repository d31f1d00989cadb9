using Pipeline.Status;

namespace BlazorApp.Export;

/// <summary>Why there is no file of a status, and what to do about it, as sentences.</summary>
internal static class ExportRefusal
{
    /// <summary>What speaks against a file of that status; null for nothing.</summary>
    /// <param name="status">The status, as it was read.</param>
    /// <param name="format">The format asked for; one that the kind comes in.</param>
    public static string? Of(StatusChange status, IExportFormat format)
    {
        var (key, message) = status;
        return message.Status switch
        {
            StatusState.Queued or StatusState.Processing =>
                $"The {key.Kind} in '{key.Language}' is not finished: it is {NameOf(message.Status)}. Ask again when it is completed; /api/sse/videos/{key.VideoId} tells when.",
            StatusState.Failed or StatusState.Cancelled =>
                $"The {key.Kind} in '{key.Language}' is not finished: it is {NameOf(message.Status)}. "
                + $"Start it again with POST /api/videos/{key.VideoId}/{key.Kind}/retry?language={key.Language}.",
            _ when format.NeedsTimes && message.Segments is null or 0 =>
                $"This {key.Kind} was published as a text, so it has no times, which {format.Name} needs. It comes as: "
                + $"{ExportFormats.NamesOf(ExportFormats.Of(key.Kind, timed: false))}.",
            _ => null,
        };
    }

    /// <summary>What is said where a status is completed and came to nothing.</summary>
    public static string Empty(StatusKey key) => $"The {key.Kind} in '{key.Language}' was completed without a text.";

    /// <summary>What is said where the video was deleted while its text was asked for.</summary>
    public const string Deleted = "The video was deleted a moment ago.";

    private static string NameOf(StatusState state) => state.ToString().ToLowerInvariant();
}
