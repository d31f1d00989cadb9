using System.Text.Json.Serialization;

namespace BlazorApp.Diagnostics;

/// <summary>What became of the newest canary that something became of.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CanaryState>))]
public enum CanaryState
{
    /// <summary>This process has none (<see cref="CanaryOptions.Enabled"/>).</summary>
    [JsonStringEnumMemberName("off")]
    Off,

    /// <summary>Nothing has become of any yet.</summary>
    [JsonStringEnumMemberName("starting")]
    Starting,

    /// <summary>It arrived.</summary>
    [JsonStringEnumMemberName("arriving")]
    Arriving,

    /// <summary>It was saved and did not arrive.</summary>
    [JsonStringEnumMemberName("unheard")]
    Unheard,

    /// <summary>The database did not take it, or not in time.</summary>
    [JsonStringEnumMemberName("unwritten")]
    Unwritten,
}
