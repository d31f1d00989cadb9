namespace BlazorApp.Components.Videos;

/// <summary>A video to try Live with, for who has no link at hand.</summary>
/// <param name="Id">The video, on YouTube.</param>
/// <param name="Language">What it is spoken in.</param>
/// <param name="Words">What the button says.</param>
public sealed record SampleVideo(string Id, string Language, string Words)
{
    /// <summary>Those that an empty library offers.</summary>
    public static IReadOnlyList<SampleVideo> All { get; } =
    [
        new("arj7oStGLkU", "en", "A talk in English"),
        new("iG9CE55wbtY", "en", "Another talk in English"),
        new("9bZkp7q19f0", "tr", "A talk in Turkish"),
    ];
}
