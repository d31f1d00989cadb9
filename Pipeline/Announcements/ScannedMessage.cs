using Pipeline.Status;

namespace Pipeline.Announcements;

/// <summary>What a message says about itself, without anything having been built of it. Its texts are where they are, in UTF-8.</summary>
public record struct ScannedMessage
{
    /// <summary>Where in the message its <see cref="Status.VideoId"/> is, which is well-formed.</summary>
    public Range VideoId { get; internal set; }

    /// <summary>Where its <see cref="Status.Language"/> is, which is well-formed; empty where the message leaves it out.</summary>
    public Range Language { get; internal set; }

    /// <summary>The state after the change.</summary>
    public StatusState Status { get; internal set; }

    /// <summary>The number the database gave to the change.</summary>
    public long Revision { get; internal set; }

    /// <summary>Where the whole member is that says so, from its name to the end of its value.</summary>
    public Range RevisionMember { get; internal set; }

    /// <summary>How far it is, 0 to 1; null where the message does not say.</summary>
    public double? Progress { get; internal set; }
}
