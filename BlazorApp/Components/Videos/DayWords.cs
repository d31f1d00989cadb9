using System.Globalization;
using Microsoft.Extensions.Localization;

namespace BlazorApp.Components.Videos;

/// <summary>How a day is called in a heading, in the language of whoever looks.</summary>
public sealed class DayWords(IStringLocalizer<Words> words)
{
    /// <summary>Its name, seen from today.</summary>
    public string Of(DateOnly day, DateOnly today) => (today.DayNumber - day.DayNumber) switch
    {
        0 => words["Today"],
        1 => words["Yesterday"],
        _ => day.ToString("D", CultureInfo.CurrentCulture),
    };
}
