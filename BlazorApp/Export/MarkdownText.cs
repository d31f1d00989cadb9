using System.Text.RegularExpressions;

namespace BlazorApp.Export;

/// <summary>Text that stays text in Markdown.</summary>
public static partial class MarkdownText
{
    /// <summary>The text on one line, with a backslash before whatever could be markup (CommonMark 0.31, 2.4; GitHub's tables, strikethrough, formulas and bare links).</summary>
    public static string Escape(string text) => AtTheBeginning().Replace(Anywhere().Replace(Line.Of(text), @"\$0"), @"$0\");

    // The colon and the full stop: GitHub makes links of "https://…", "mailto:…" and "www.…" by themselves.
    [GeneratedRegex(@"[\\`*_\[\]<>&~|$#{}^]|:(?=//)|(?<=(?:^|[^A-Za-z0-9])(?:mailto|xmpp|tel)):|(?<=(?:^|[^A-Za-z0-9])www)\.", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Anywhere();

    // A list, a rule, the line below a heading.
    [GeneratedRegex(@"\A(?:[0-9]+(?=[.)])|(?=[-+=]))", RegexOptions.CultureInvariant)]
    private static partial Regex AtTheBeginning();
}
