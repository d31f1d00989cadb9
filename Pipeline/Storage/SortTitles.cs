using System.Text;
using Pipeline.Search;

namespace Pipeline.Storage;

/// <summary>What a title is sorted by: its letters as they are searched for, so that case and accents make no difference.</summary>
internal static class SortTitles
{
    /// <summary>The most characters that are looked at.</summary>
    public const int MaxLength = 80;

    /// <summary>What that title is sorted by.</summary>
    public static string Of(string title)
    {
        var folded = new StringBuilder();
        foreach (var rune in title.Trim().EnumerateRunes())
        {
            var letters = LetterFolding.Of(rune);
            if (folded.Length + letters.Length > MaxLength)
                break;
            folded.Append(letters);
        }

        return folded.Replace("\0", "").ToString();
    }
}
