using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Net.Http.Headers;
using Pipeline.Status;

namespace BlazorApp.Export;

/// <summary>A file's name, made from the title: <c>The lighthouse.en.srt</c>, where players look for the language. Every system takes it.</summary>
/// <param name="Full">The name, with letters of every language.</param>
/// <param name="Plain">The same in ASCII, for programs that know nothing else.</param>
public sealed partial record ExportFileName(string Full, string Plain)
{
    // A name may have 255 bytes on most systems; this leaves room for a number, the language and the format.
    private const int MostBytes = 180;

    /// <summary>The value of <c>Content-Disposition</c> (RFC 6266).</summary>
    public ContentDispositionHeaderValue Disposition => new("attachment") { FileName = Plain, FileNameStar = Full };

    /// <summary>The name of that document in that format.</summary>
    /// <param name="document">The document.</param>
    /// <param name="format">The format.</param>
    /// <param name="number">Which of several that would have the same name, from 1.</param>
    public static ExportFileName Of(ExportDocument document, IExportFormat format, int number = 1)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(format);
        var kind = document.Kind == StatusKind.Transcript ? "" : $".{document.Kind}";
        var end = string.Create(CultureInfo.InvariantCulture, $"{(number > 1 ? $" ({number})" : "")}{kind}.{document.Language}.{format.Name}");
        var title = Allowed(document.Title);
        var plain = Allowed(Fold(title));
        return new ExportFileName(
            (title.Length > 0 ? title : Allowed(document.VideoId)) + end,
            (plain.Any(char.IsAsciiLetterOrDigit) ? plain : Allowed(document.VideoId)) + end);
    }

    // What Windows allows, which is the least (learn.microsoft.com, "Naming Files, Paths, and Namespaces"), and no mark that turns the direction of reading.
    private static string Allowed(string text)
    {
        var name = Line.Of(Forbidden().Replace(Line.Of(text), " ")).Normalize(NormalizationForm.FormC).TrimStart('.', ' ', '\u00a0');
        var (kept, bytes) = (new StringBuilder(), 0);
        foreach (var letter in Letters(name))
        {
            bytes += Encoding.UTF8.GetByteCount(letter);
            if (bytes > MostBytes)
                break;
            kept.Append(letter);
        }

        name = kept.ToString().TrimEnd('.', ' ', '\u00a0');
        return Device().IsMatch(name) ? $"_{name}" : name;
    }

    // Whole ones, as people see them: a letter with its marks, an emoji with all that is joined to it.
    private static IEnumerable<string> Letters(string text)
    {
        var letters = StringInfo.GetTextElementEnumerator(text);
        while (letters.MoveNext())
            yield return letters.GetTextElement();
    }

    private static string Fold(string text)
    {
        var plain = new StringBuilder();
        foreach (var letter in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark)
                continue;
            var folded = letter switch { 'ı' => "i", 'ß' => "ss", 'æ' => "ae", 'Æ' => "Ae", 'ø' => "o", 'Ø' => "O", 'ł' => "l", 'Ł' => "L", _ => null };
            if (folded is not null || char.IsAscii(letter))
                plain.Append(folded ?? letter.ToString());
            else if (plain is not [.., '_'])
                plain.Append('_');
        }

        return plain.ToString();
    }

    [GeneratedRegex("""[<>:"/\\|?*\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]""")]
    private static partial Regex Forbidden();

    // Names of devices, whatever follows the first full stop.
    [GeneratedRegex(@"\A(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³])\s*(?:\.|\z)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Device();
}
