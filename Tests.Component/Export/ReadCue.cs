namespace Tests.Component.Export;

/// <summary>A subtitle as it was read back.</summary>
/// <param name="Start">When it comes, in milliseconds.</param>
/// <param name="End">When it goes, in milliseconds.</param>
/// <param name="Text">What it says, lines separated by <c>\n</c>.</param>
internal sealed record ReadCue(long Start, long End, string Text);
