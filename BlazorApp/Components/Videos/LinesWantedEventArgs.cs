namespace BlazorApp.Components.Videos;

/// <summary>What the reader of a transcript wants to see; told by <c>lines.js</c> as he scrolls.</summary>
public sealed class LinesWantedEventArgs : EventArgs
{
    /// <summary>The index of a line that is about to be seen and is not there; null when all are.</summary>
    public int? From { get; set; }

    /// <summary>Whether the reader is at the end, so that what arrives is to be seen.</summary>
    public bool Follows { get; set; }
}
