using System.Globalization;

namespace BlazorApp.Components.Videos;

/// <summary>
/// Finds words in a text as a reader of its language does, whatever the case; and where that finds nothing, as somebody does whose
/// keyboard lacks its letters: <c>seker</c> finds <c>Şeker</c>.
/// </summary>
public static class TextSearch
{
    private const CompareOptions AsReadersDo = CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace | CompareOptions.IgnoreWidth;

    /// <summary>Whether the text contains what is searched for.</summary>
    /// <param name="text">The text.</param>
    /// <param name="find">What is searched for.</param>
    /// <param name="language">The text's language: in Turkish, <c>I</c> is the capital of <c>ı</c> and <c>İ</c> that of <c>i</c>.</param>
    public static bool Contains(string text, string find, string language) => ComparerFor(text, find, language) is not null;

    /// <summary>The text in parts, each with whether it is what is searched for.</summary>
    /// <inheritdoc cref="Contains"/>
    public static IEnumerable<(string Text, bool IsMatch)> Split(string text, string? find, string language)
    {
        if (string.IsNullOrEmpty(find) || ComparerFor(text, find, language) is not { } comparer)
        {
            yield return (text, false);
            yield break;
        }

        var done = 0;
        while (done < text.Length)
        {
            var place = comparer.IndexOf(text.AsSpan(done), find, AsReadersDo, out var length);
            if (place < 0 || length == 0)
                break;
            if (place > 0)
                yield return (text.Substring(done, place), false);
            yield return (text.Substring(done + place, length), true);
            done += place + length;
        }

        if (done < text.Length)
            yield return (text[done..], false);
    }

    private static CompareInfo? ComparerFor(string text, string find, string language)
    {
        CompareInfo[] comparers = [ComparerOf(language), CultureInfo.InvariantCulture.CompareInfo];
        return comparers.FirstOrDefault(comparer => comparer.IndexOf(text, find, AsReadersDo) >= 0);
    }

    private static CompareInfo ComparerOf(string language)
    {
        try
        {
            return CultureInfo.GetCultureInfo(language).CompareInfo;
        }
        catch (CultureNotFoundException)
        {
            return CultureInfo.InvariantCulture.CompareInfo; // well-formed, and nobody's
        }
    }
}
