using System.Globalization;
using Microsoft.Extensions.Localization;

namespace BlazorApp.Components.Figures;

/// <summary>Writes figures as people read them.</summary>
public sealed class FigureWords(IStringLocalizer<Words> words)
{
    /// <summary>How many.</summary>
    public string Count(double count) => count.ToString(count is > 0 and < 10 && count % 1 != 0 ? "0.0" : "N0", CultureInfo.CurrentCulture);

    /// <summary>How many a second.</summary>
    public string Rate(double perSecond) => words["{0}/s", Count(perSecond)];

    /// <summary>A time in milliseconds, or seconds when it is that long.</summary>
    public string Milliseconds(double milliseconds) => milliseconds >= 1000
        ? Seconds(milliseconds / 1000)
        : words["{0} ms", milliseconds.ToString(milliseconds < 10 ? "0.##" : "0", CultureInfo.CurrentCulture)];

    /// <summary>A time in seconds, or minutes when it is that long.</summary>
    public string Seconds(double seconds) => seconds switch
    {
        >= 120 => words["{0} min", ((int)(seconds / 60)).ToString("N0", CultureInfo.CurrentCulture)],
        > 0 and < 10 => words["{0} s", seconds.ToString("0.#", CultureInfo.CurrentCulture)],
        _ => words["{0} s", seconds.ToString("0", CultureInfo.CurrentCulture)],
    };
}
