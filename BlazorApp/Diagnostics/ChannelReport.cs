namespace BlazorApp.Diagnostics;

/// <summary>Who listens to a status channel.</summary>
/// <param name="Name">The channel.</param>
/// <param name="Receivers">How many connections are subscribed, of all processes, as Redis counts them; null while Redis is away.</param>
public sealed record ChannelReport(string Name, long? Receivers);
