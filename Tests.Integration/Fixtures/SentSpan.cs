namespace Tests.Fixtures;

/// <summary>A span as a program sent it.</summary>
/// <param name="Service">Which program.</param>
/// <param name="Name">What it did.</param>
/// <param name="Trace">The trace's id, in hexadecimal digits.</param>
/// <param name="Id">The span's id.</param>
/// <param name="Parent">The id of the span that it is beneath; empty for the first one.</param>
public sealed record SentSpan(string Service, string Name, string Trace, string Id, string Parent);
