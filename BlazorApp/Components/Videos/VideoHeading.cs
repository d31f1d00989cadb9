using Microsoft.Extensions.Localization;
using Pipeline.Status;

namespace BlazorApp.Components.Videos;

/// <summary>A tab's title: the state first, because a tab shows little more.</summary>
public sealed class VideoHeading(IStringLocalizer<Words> words, StatusWords statuses)
{
    /// <summary>The tab's icon where nothing runs.</summary>
    public const string RestingIcon = "favicon.svg";

    /// <summary>The tab's icon: how the newest of its kinds stands.</summary>
    public static string IconOf(ShownVideo video) => NewestOf(video)?.Status switch
    {
        StatusState.Queued or StatusState.Processing => "favicon-running.svg",
        StatusState.Completed => "favicon-done.svg",
        StatusState.Failed => "favicon-failed.svg",
        _ => RestingIcon,
    };

    /// <summary>The title of the page that shows this video.</summary>
    public string Of(ShownVideo video)
    {
        ArgumentNullException.ThrowIfNull(video);
        var sign = NewestOf(video) switch
        {
            { Status: StatusState.Processing } running when StatusWords.ShareOf(running) is { } share => $"{statuses.Percent(share)} · ",
            { Status: StatusState.Processing or StatusState.Queued } => "… · ",
            { Status: StatusState.Completed } => "✓ ",
            { Status: StatusState.Failed } => $"{words["Failed"]} · ",
            _ => "",
        };
        return $"{sign}{video.Title} · Live";
    }

    private static StatusMessage? NewestOf(ShownVideo video) =>
        StatusKind.All.Select(video.Of).LastOrDefault(result => result.Status is not null)?.Message;
}
