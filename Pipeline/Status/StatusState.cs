using System.Text.Json.Serialization;

namespace Pipeline.Status;

/// <summary>Where a status is between submission and its end. Lower case on the wire.</summary>
[JsonConverter(typeof(StatusStateConverter))]
public enum StatusState
{
    /// <summary>Waits for a worker.</summary>
    Queued,

    /// <summary>A worker holds the lease.</summary>
    Processing,

    /// <summary>The result is stored.</summary>
    Completed,

    /// <summary>Ended with an error; a retry starts it again.</summary>
    Failed,

    /// <summary>Ended because a person asked for it; a retry starts it again.</summary>
    Cancelled,
}
