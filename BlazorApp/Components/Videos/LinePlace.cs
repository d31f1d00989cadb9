using System.Globalization;
using Pipeline.Search;

namespace BlazorApp.Components.Videos;

/// <summary>A line to bring into view.</summary>
/// <param name="Index">Its index.</param>
/// <param name="Turn">Grows with each request, so that the same line can be asked for again.</param>
/// <param name="Said">The words that led there, to be marked in it; null for none.</param>
public sealed record LinePlace(int Index, int Turn, SearchQuery? Said = null)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Index}:{Turn}");
}
