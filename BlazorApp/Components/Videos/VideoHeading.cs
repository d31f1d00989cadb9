using Pipeline.Status;

namespace BlazorApp.Components.Videos;

/// <summary>A tab's title: the state first, because a tab shows little more.</summary>
public static class VideoHeading
{
    /// <summary>The title of the page that shows this video.</summary>
    public static string Of(ShownVideo video)
    {
        ArgumentNullException.ThrowIfNull(video);
        var newest = StatusKind.All.Select(video.Of).LastOrDefault(result => result.Status is not null)?.Message;
        var sign = newest switch
        {
            { Status: StatusState.Processing } running when StatusWords.ShareOf(running) is { } share => $"{StatusWords.Percent(share)} · ",
            { Status: StatusState.Processing or StatusState.Queued } => "… · ",
            { Status: StatusState.Completed } => "✓ ",
            { Status: StatusState.Failed } => "Failed · ",
            _ => "",
        };
        return $"{sign}{video.Title} · Live";
    }
}
