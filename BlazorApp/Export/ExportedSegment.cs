namespace BlazorApp.Export;

/// <summary>A timed piece of a transcript in a JSON file.</summary>
/// <param name="Start">Where it begins, in seconds from the start of the video.</param>
/// <param name="End">Where it ends, in seconds from the start of the video.</param>
/// <param name="Text">What is said.</param>
public sealed record ExportedSegment(double Start, double End, string Text);
