namespace BlazorApp.Export;

/// <summary>A subtitle.</summary>
/// <param name="Start">When it comes, in whole milliseconds from the start of the video.</param>
/// <param name="End">When it goes; always later.</param>
/// <param name="Text">What it says: at least one line, none of them empty, separated by <c>\n</c>.</param>
public sealed record Cue(TimeSpan Start, TimeSpan End, string Text);
