using System.Text;

namespace BlazorApp.Export;

/// <summary>Text on one line, as a page shows it whatever is in it.</summary>
public static class Line
{
    /// <summary>The text with each run of spaces, tabs and line breaks as one space, and without control characters.</summary>
    public static string Of(string text)
    {
        var line = new StringBuilder(text.Length);
        var gap = false;
        // Rune by rune, so that half of a surrogate pair becomes the sign for that and the file stays valid UTF-8.
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsGap(rune))
            {
                gap = line.Length > 0;
                continue;
            }

            if (Rune.IsControl(rune))
                continue;
            if (gap)
                line.Append(' ');
            gap = false;
            line.Append(rune);
        }

        return line.ToString();
    }

    // A space that is not to be broken at is text.
    private static bool IsGap(Rune rune) => rune.Value is ' ' or 0x2028 or 0x2029 || (Rune.IsControl(rune) && Rune.IsWhiteSpace(rune));
}
