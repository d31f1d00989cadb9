namespace BlazorApp.Components.Videos;

/// <summary>What a change left out and the store has.</summary>
public enum Missing
{
    /// <summary>Nothing.</summary>
    Nothing,

    /// <summary>The segments after the last one held.</summary>
    Segments,

    /// <summary>The result.</summary>
    Result,
}
