namespace BlazorApp.Components.Videos;

/// <summary>How one status is shown, everywhere it is shown.</summary>
/// <param name="Tone">Its colour and its mark.</param>
/// <param name="Words">Its words, short enough for one line.</param>
/// <param name="Detail">What it means for the reader; null where the words say it all.</param>
public sealed record StatusFace(StatusTone Tone, string Words, string? Detail = null)
{
    /// <summary>Whether something moves: only what is arriving now.</summary>
    public bool Moves => Tone == StatusTone.Live;

    /// <summary>The part of the style class that names the tone.</summary>
    public string ToneName => Tone.ToString().ToLowerInvariant();
}
