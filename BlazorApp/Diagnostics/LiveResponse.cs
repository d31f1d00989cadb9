namespace BlazorApp.Diagnostics;

/// <summary>The answer of a process that is up.</summary>
/// <param name="Live">Always true.</param>
public sealed record LiveResponse(bool Live);
