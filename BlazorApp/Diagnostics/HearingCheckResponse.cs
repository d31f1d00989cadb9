namespace BlazorApp.Diagnostics;

/// <summary>Whether the status channels are heard.</summary>
/// <param name="Ok">Whether they are.</param>
/// <param name="Message">How it is, in words, with the consequence when they are not.</param>
/// <param name="ProbeAgeSeconds">How long ago the listener's last probe came back through Redis, in seconds; null when none did.</param>
public sealed record HearingCheckResponse(bool Ok, string Message, double? ProbeAgeSeconds);
