using System.Text.Json.Serialization;

namespace BlazorApp.Status;

/// <summary>How an event was taken.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EventOutcome>))]
public enum EventOutcome
{
    /// <summary>Passed on to those who watch.</summary>
    [JsonStringEnumMemberName("passed-on")]
    PassedOn,

    /// <summary>Held back, because a newer one had been passed on.</summary>
    [JsonStringEnumMemberName("late")]
    Late,

    /// <summary>Skipped, because it is not in the contract.</summary>
    [JsonStringEnumMemberName("rejected")]
    Rejected,

    /// <summary>Missed on the way, read from the store after a gap, and passed on.</summary>
    [JsonStringEnumMemberName("read-from-store")]
    ReadFromStore,
}
