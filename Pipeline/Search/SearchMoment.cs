namespace Pipeline.Search;

/// <summary>Where in a video it is said.</summary>
/// <param name="Segment">The index of the segment, counted from 0.</param>
/// <param name="Start">Where that begins, in seconds from the start of the video.</param>
public sealed record SearchMoment(int Segment, double Start);
