using Microsoft.Extensions.Localization;
using Pipeline.Status;

namespace BlazorApp.Components.Videos;

/// <summary>A tab's title: the state first, because a tab shows little more.</summary>
public sealed class VideoHeading(IStringLocalizer<Words> words, StatusWords statuses)
{
    /// <summary>The title of the page that shows this video.</summary>
    public string Of(ShownVideo video)
    {
        ArgumentNullException.ThrowIfNull(video);
        var newest = StatusKind.All.Select(video.Of).LastOrDefault(result => result.Status is not null)?.Message;
        var sign = newest switch
        {
            { Status: StatusState.Processing } running when StatusWords.ShareOf(running) is { } share => $"{statuses.Percent(share)} · ",
            { Status: StatusState.Processing or StatusState.Queued } => "… · ",
            { Status: StatusState.Completed } => "✓ ",
            { Status: StatusState.Failed } => $"{words["Failed"]} · ",
            _ => "",
        };
        return $"{sign}{video.Title} · Live";
    }
}
