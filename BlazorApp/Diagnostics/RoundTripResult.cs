namespace BlazorApp.Diagnostics;

/// <summary>What became of a test message.</summary>
/// <param name="Heard">Whether it came back.</param>
/// <param name="Elapsed">How long it took from publishing to hearing; null when it did not come back.</param>
/// <param name="Problem">Why it did not, as a sentence for people; null when it did.</param>
public sealed record RoundTripResult(bool Heard, TimeSpan? Elapsed, string? Problem);
