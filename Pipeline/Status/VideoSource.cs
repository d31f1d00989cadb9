using System.Text.RegularExpressions;
using System.Web;

namespace Pipeline.Status;

/// <summary>What a person submitted, understood: the video's id, and the link to where it can be watched when there is one.</summary>
/// <param name="VideoId">The id that the link names, or the bare id itself.</param>
/// <param name="Link">The canonical link; null when a bare id was given.</param>
public sealed partial record VideoSource(string VideoId, string? Link)
{
    /// <summary>The longest text that is looked at, in characters.</summary>
    public const int MaxLength = 2048;

    /// <summary>Says what is accepted, for messages to people.</summary>
    public const string Accepted =
        "Paste a YouTube link (youtube.com/watch, youtu.be, /shorts or /embed) or a video id (" + Status.VideoId.Rule + ").";

    private static readonly string[] Hosts = ["youtube.com", "www.youtube.com", "m.youtube.com", "music.youtube.com", "www.youtube-nocookie.com"];

    /// <summary>Reads a YouTube watch, share, shorts, live or embed link, with or without its scheme, or a bare id.</summary>
    /// <returns>The source, or null and the reason, as a sentence that says what to do.</returns>
    public static (VideoSource? Source, string? Problem) Read(string? text)
    {
        text = text?.Trim() ?? "";
        if (text.Length == 0)
            return (null, "There is nothing to watch yet. " + Accepted);
        if (text.Length > MaxLength)
            return (null, $"That is longer than {MaxLength} characters. " + Accepted);
        if (Status.VideoId.IsWellFormed(text))
            return (new VideoSource(text, Link: null), null);
        if (AsLink(text) is not { } link)
            return (null, "That is neither a link nor a video id. " + Accepted);
        if (IdIn(link) is not { } id)
            return (null, "That link does not name a YouTube video. " + Accepted);
        return (new VideoSource(id, $"https://www.youtube.com/watch?v={id}"), null);
    }

    private static Uri? AsLink(string text)
    {
        if (!text.Contains("://", StringComparison.Ordinal))
            text = "https://" + text;
        return Uri.TryCreate(text, UriKind.Absolute, out var link) && link.Scheme is "http" or "https" && link.Host.Contains('.', StringComparison.Ordinal)
            ? link
            : null;
    }

    private static string? IdIn(Uri link)
    {
        var path = link.AbsolutePath.Trim('/').Split('/');
        string? id = null;
        if (link.Host == "youtu.be")
            id = path[0];
        else if (Hosts.Contains(link.Host))
        {
            id = path switch
            {
                ["watch"] => HttpUtility.ParseQueryString(link.Query)["v"],
                ["shorts" or "embed" or "live" or "v", var named, ..] => named,
                _ => null,
            };
        }

        return id is not null && YouTubeId().IsMatch(id) ? id : null;
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{11}\z", RegexOptions.CultureInvariant)]
    private static partial Regex YouTubeId();
}
