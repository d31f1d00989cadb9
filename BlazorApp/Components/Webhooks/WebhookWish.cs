using Pipeline.Status;
using Pipeline.Webhooks;
using Pipeline.Webhooks.Sending;

namespace BlazorApp.Components.Webhooks;

/// <summary>What a person typed into the form.</summary>
/// <param name="Url">The address.</param>
/// <param name="Video">The id of the one video; empty for all.</param>
/// <param name="Everything">Whether it is also told of what waits and runs.</param>
public sealed record WebhookWish(string Url, string Video, bool Everything)
{
    /// <summary>The one video; null for all.</summary>
    public string? VideoId => string.IsNullOrWhiteSpace(Video) ? null : Video.Trim();

    /// <summary>Which states.</summary>
    public IReadOnlyList<StatusState> States => Everything ? Enum.GetValues<StatusState>() : WebhookStates.Default;

    /// <summary>The address, or why that can't be.</summary>
    public (WebhookAddress? Address, string? Problem) Read(AddressRules rules) =>
        VideoId is null || Pipeline.Status.VideoId.IsWellFormed(VideoId)
            ? WebhookAddress.Read(Url, rules)
            : (null, WrongVideo);

    /// <summary>What is said to an id that is none.</summary>
    internal const string WrongVideo = "That is not a video's id. Copy it from the address of its page, or leave it empty for all videos.";
}
