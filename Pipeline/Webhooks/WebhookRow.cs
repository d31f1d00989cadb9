using Pipeline.Status;

namespace Pipeline.Webhooks;

/// <summary>Where another program wants to be told of changes.</summary>
public sealed class WebhookRow
{
    /// <summary><c>wh_</c> and 24 hexadecimal digits.</summary>
    public required string Id { get; init; }

    /// <summary>Where to post, as <see cref="WebhookAddress"/> accepts it.</summary>
    public required string Url { get; init; }

    /// <summary>The host and port of <see cref="Url"/>; the deliveries to one of them are bounded together.</summary>
    public required string Host { get; init; }

    /// <summary>What its deliveries are signed with, in the form of <see cref="WebhookSignature.NewSecret"/>.</summary>
    public required string Secret { get; set; }

    /// <summary>The one video it is for; null for all.</summary>
    public required string? VideoId { get; init; }

    /// <summary>The names of the states that it is told of, separated by spaces; see <see cref="Wants"/>.</summary>
    public required string States { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Why nothing is sent to it any more; null while it runs.</summary>
    public StopReason? Stopped { get; set; }

    /// <summary>When it was stopped.</summary>
    public DateTimeOffset? StoppedAt { get; set; }

    /// <summary>The position in the order of commits up to which its deliveries have been written down.</summary>
    public required long Cursor { get; set; }

    /// <summary>The <see cref="Storage.EpochRow.Value"/> that <see cref="Cursor"/> is of.</summary>
    public required string Epoch { get; set; }

    /// <summary>Whether it is told of that state.</summary>
    public bool Wants(StatusState state) => States.Split(' ').Contains(state.Name);
}
