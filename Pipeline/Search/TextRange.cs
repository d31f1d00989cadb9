namespace Pipeline.Search;

/// <summary>A part of a text.</summary>
/// <param name="Start">Where it begins, in UTF-16 code units, as strings count in C#, Java and JavaScript.</param>
/// <param name="Length">How long it is, in the same.</param>
public readonly record struct TextRange(int Start, int Length);
