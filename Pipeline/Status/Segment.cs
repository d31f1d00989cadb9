namespace Pipeline.Status;

/// <summary>A timed piece of a transcript.</summary>
/// <param name="Index">Its place, counted from 0 without gaps.</param>
/// <param name="Start">Where it begins, in seconds from the start of the video.</param>
/// <param name="End">Where it ends, in seconds from the start of the video.</param>
/// <param name="Text">What is said.</param>
public sealed record Segment(int Index, double Start, double End, string Text);
