using Pipeline.Status;

namespace BlazorApp.Status;

/// <summary>Which events somebody wants to see; null asks for any.</summary>
/// <param name="Video">A part of the video's id, in any case.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Outcome">How it was taken.</param>
public sealed record EventFilter(string? Video, StatusKind? Kind, EventOutcome? Outcome)
{
    /// <summary>The names of outcomes in addresses.</summary>
    public static IReadOnlyDictionary<string, EventOutcome> Outcomes { get; } = new Dictionary<string, EventOutcome>
    {
        ["passed-on"] = EventOutcome.PassedOn,
        ["late"] = EventOutcome.Late,
        ["rejected"] = EventOutcome.Rejected,
        ["read-from-store"] = EventOutcome.ReadFromStore,
    };

    /// <summary>The name of an outcome in addresses; null for any.</summary>
    public static string? NameOf(EventOutcome? outcome) => outcome is null ? null : Outcomes.First(pair => pair.Value == outcome).Key;

    /// <summary>The filter of an address; what is no kind and no outcome asks for any.</summary>
    public static EventFilter Of(string? video, string? kind, string? outcome) => new(
        string.IsNullOrWhiteSpace(video) ? null : video.Trim(),
        StatusKind.TryParse(kind, out var known) ? known : null,
        outcome is not null && Outcomes.TryGetValue(outcome, out var taken) ? taken : null);

    /// <summary>Whether the event is one of them.</summary>
    public bool Matches(in RecentEvent item) =>
        (Video is null || item.VideoId?.Contains(Video, StringComparison.OrdinalIgnoreCase) == true)
        && (Kind is null || item.Kind == Kind)
        && (Outcome is null || item.Outcome == Outcome);
}
