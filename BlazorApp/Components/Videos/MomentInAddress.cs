using System.Globalization;
using System.Text.RegularExpressions;

namespace BlazorApp.Components.Videos;

/// <summary>Reads and writes the moment that an address names (<c>?t=</c>), in the forms that people and other sites write.</summary>
public static partial class MomentInAddress
{
    /// <summary>
    /// The moment in seconds: <c>83</c>, <c>83.5</c>, <c>83s</c>, <c>1h2m3s</c> as YouTube has it, or <c>1:02:03</c> as it stands beside a
    /// line. Null for anything else: an address with a mistake in it leads to the video, not to an error.
    /// </summary>
    public static double? Read(string? text)
    {
        if (text is null || Form().Match(text) is not { Success: true } found)
            return null;
        var moment = (3600 * Number(found, "h")) + (60 * Number(found, "m")) + Number(found, "s");
        return double.IsFinite(moment) ? moment : null;
    }

    /// <summary>A moment as it is read again: the same one, because rounded down it would lead to the line before the one that begins there.</summary>
    public static string Write(double seconds) => Math.Max(0, seconds).ToString(CultureInfo.InvariantCulture);

    private static double Number(Match found, string unit) =>
        found.Groups[unit] is { Success: true, ValueSpan: var digits } ? double.Parse(digits, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"\A(?:(?:(?<h>[0-9]{1,6}):)?(?<m>[0-9]{1,6}):(?<s>[0-9]{1,6}(?:\.[0-9]{1,17})?)|(?=[0-9])(?:(?<h>[0-9]{1,6})h)?(?:(?<m>[0-9]{1,6})m)?(?:(?<s>[0-9]{1,9}(?:\.[0-9]{1,17})?)s?)?)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
