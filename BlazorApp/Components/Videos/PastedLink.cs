using Pipeline.Status;

namespace BlazorApp.Components.Videos;

/// <summary>One line of several that were submitted together.</summary>
/// <param name="Number">Which line of the text it was, from 1.</param>
/// <param name="Text">What stands in it.</param>
/// <param name="Source">What it was understood as; null when it was not.</param>
/// <param name="Problem">Why it was not understood, as <see cref="VideoSource.Read"/> says it.</param>
public sealed record PastedLink(int Number, string Text, VideoSource? Source, string? Problem);
