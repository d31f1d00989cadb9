using System.Globalization;

namespace BlazorApp.Components.Videos;

/// <summary>A line to bring into view.</summary>
/// <param name="Index">Its index.</param>
/// <param name="Turn">Grows with each request, so that the same line can be asked for again.</param>
public sealed record LinePlace(int Index, int Turn)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Index}:{Turn}");
}
