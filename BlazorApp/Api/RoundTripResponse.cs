using BlazorApp.Diagnostics;

namespace BlazorApp.Api;

/// <summary>What became of a test message.</summary>
/// <param name="Heard">Whether it came back.</param>
/// <param name="Milliseconds">How long it took from publishing to hearing; null when it did not come back.</param>
/// <param name="Problem">Why it did not, as a sentence; null when it did.</param>
public sealed record RoundTripResponse(bool Heard, double? Milliseconds, string? Problem)
{
    /// <summary>The response for a result.</summary>
    public static RoundTripResponse Of(RoundTripResult result) => new(result.Heard, result.Elapsed?.TotalMilliseconds, result.Problem);
}
