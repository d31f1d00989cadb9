namespace Tests.Fixtures;

/// <summary>A program that is needed is not installed and could not be. The message says which and what to do, and is all there is to say.</summary>
public sealed class MissingProgramException(string message) : InvalidOperationException(message);
