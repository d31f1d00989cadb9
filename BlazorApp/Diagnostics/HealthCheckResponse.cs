namespace BlazorApp.Diagnostics;

/// <summary>One thing that has to be usable.</summary>
/// <param name="Ok">Whether it is.</param>
/// <param name="Message">How it is, in words, with the consequence when it is not usable.</param>
public sealed record HealthCheckResponse(bool Ok, string Message);
