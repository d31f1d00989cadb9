using System.Globalization;
using System.Text;

namespace Pipeline.Search;

/// <summary>
/// What a letter is compared as. Whoever searches may have a keyboard that lacks letters, or a text in capitals: case, accents and
/// the dots of <c>İ</c>, <c>ı</c>, <c>I</c> and <c>i</c> make no difference, in no language.
/// </summary>
internal static class LetterFolding
{
    // Letters that Unicode does not take apart into a plain one and a mark (Unicode Standard Annex #15 decomposes the others).
    private static readonly Dictionary<int, string> Whole = new()
    {
        ['ı'] = "i",
        ['ß'] = "ss",
        ['æ'] = "ae",
        ['œ'] = "oe",
        ['ø'] = "o",
        ['ł'] = "l",
        ['đ'] = "d",
        ['ð'] = "d",
        ['þ'] = "th",
        ['ħ'] = "h",
        ['ŧ'] = "t",
        ['ς'] = "σ",
        ['’'] = "'",
    };

    // Nearly every letter of the languages that are offered.
    private static readonly string[] Latin = [.. Enumerable.Range(0, 0x250).Select(code => Fold(new Rune(code)))];

    /// <summary>The letters that it is compared as, mostly one; none for a mark, which is never compared.</summary>
    public static string Of(Rune rune) => rune.Value < Latin.Length ? Latin[rune.Value] : Fold(rune);

    private static string Fold(Rune rune)
    {
        if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format)
            return ""; // soft hyphens and joiners stand inside of words and are not seen
        var letters = new StringBuilder();
        foreach (var part in rune.ToString().Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(part) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark)
                continue;
            var lower = Rune.ToLowerInvariant(part);
            letters.Append(Whole.GetValueOrDefault(lower.Value) ?? lower.ToString());
        }

        return letters.ToString();
    }
}
