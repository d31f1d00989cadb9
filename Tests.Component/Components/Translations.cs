using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Resources;
using System.Text.RegularExpressions;
using BlazorApp;
using Pipeline.Status;
using Xunit;

namespace Tests.Component.Components;

/// <summary>Whatever a page says, it says in every language of the pages.</summary>
public sealed partial class Translations
{
    private static readonly string Source = typeof(Translations).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "PagesSource").Value!;

    // What reaches the words as a value, not as a literal: names of kinds and stages, reasons of workers, refusals of sources.
    private static readonly string[] Spoken =
    [
        .. StatusKind.All.Select(kind => kind.Name), "Fetching", "Listening", "Transcribing", "Working", "Finishing", "Reading", "Summarising",
        "The source closed the connection while the sound was being fetched.", "A part of the sound could not be decoded.", "The speech model was overloaded and gave up.",
        "The language model was overloaded and gave up.", "The language model answered with something that is no summary.",
        VideoId.Rule, .. new[] { "", new string('x', 3000), "a b", "https://example.org/watch" }.Select(text => VideoSource.Read(text).Problem!),
        .. BlazorApp.Components.Videos.SampleVideo.All.Select(sample => sample.Words), .. Shortcuts,
        .. BlazorApp.Export.ExportFormats.All.Select(format => format.Words),
        .. new[] { "", $"https://a/{new string('x', 2000)}", "a b", "https://me:secret@a/", "https://a/#b", "http://10.0.0.1/" }
            .Select(text => Pipeline.Webhooks.WebhookAddress.Read(text, new([])).Problem!),
        BlazorApp.Components.Webhooks.WebhookWish.WrongVideo,
        .. new[] { "", new string('x', 3000), string.Join(' ', Enumerable.Range(0, 50)) }.Select(text => Pipeline.Search.SearchQuery.Read(text).Problem!),
    ];

    public static TheoryData<string> Languages => [.. BlazorApp.Components.LiveCultures.Names.Keys.Where(tag => tag != "en")];

    private static IEnumerable<string> Shortcuts => ShortcutWords().Matches(File.ReadAllText(Path.Combine(Source, "Layout", "Shortcuts.razor"))).Select(match => match.Groups[1].Value);

    private static IEnumerable<string> Used => Directory.EnumerateFiles(Source, "*.*", SearchOption.AllDirectories)
        .Where(file => file.EndsWith(".razor", StringComparison.Ordinal) || file.EndsWith(".cs", StringComparison.Ordinal))
        .SelectMany(file => Literals(File.ReadAllText(file)))
        .Where(text => !Format().IsMatch(text)).Concat(Spoken).Distinct();

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_sentence_of_the_pages_is_translated(string tag) => Assert.Empty(Used.Except(Read(tag).Keys));

    [Theory]
    [MemberData(nameof(Languages))]
    public void No_translation_is_left_over(string tag) => Assert.Empty(Read(tag).Keys.Except(Used));

    [Theory]
    [MemberData(nameof(Languages))]
    public void Translation_leaves_out_no_figure_and_adds_none(string tag) =>
        // {2} is the first name again, as a sentence in another order may need it: with a capital letter.
        Assert.All(Read(tag), pair => Assert.Subset(Holes(pair.Key).Append("{1}").Append("{2}").ToHashSet(), Holes(pair.Value).ToHashSet()));

    [Fact]
    public void No_page_holds_a_word_that_is_not_looked_up()
    {
        var bare = Directory.EnumerateFiles(Source, "*.razor", SearchOption.AllDirectories)
            .SelectMany(file => BareWords(File.ReadAllText(file)).Select(word => $"{Path.GetFileName(file)}: {word}"));

        Assert.Empty(bare);
    }

    [Theory]
    [InlineData("<p>Hello there</p>", "Hello there")]
    [InlineData("<p title=\"Hello\">@Words[\"x\"]</p>", "Hello")]
    [InlineData("<p class=\"hello\">@Words[\"Hello\"]</p>", null)]
    public void Word_that_is_not_looked_up_would_be_seen(string markup, string? found) => Assert.Equal(found, BareWords(markup).SingleOrDefault());

    private static Dictionary<string, string> Read(string tag)
    {
        var resources = new ResourceManager("BlazorApp.Resources.Words", typeof(Words).Assembly).GetResourceSet(new CultureInfo(tag), createIfNotExists: true, tryParents: false);
        Assert.NotNull(resources);
        return resources.Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);
    }

    private static IEnumerable<string> Literals(string code) => LookUps().Matches(code)
        .SelectMany(match => StringLiterals().Matches(match.Value)).Select(match => Regex.Unescape(match.Groups[1].Value));

    private static IEnumerable<string> BareWords(string markup)
    {
        markup = Comments().Replace(markup, "");
        var code = markup.IndexOf("\n@code", StringComparison.Ordinal);
        markup = code < 0 ? markup : markup[..code];
        return Texts().Matches(markup).Select(match => match.Groups[1].Value.Trim()).Concat(Attributes().Matches(markup).Select(match => match.Groups[1].Value))
            .Where(text => text is not "Live" and not "· Live" and not "?" && Letters().IsMatch(text));
    }

    private static IEnumerable<string> Holes(string text) => HolesInText().Matches(text).Select(match => match.Value).Distinct();

    // Words["…"], words[condition ? "…" : "…"]
    [GeneratedRegex("""\b[Ww]ords\[(?:[^\[\]"]|"(?:[^"\\]|\\.)*"|\[[^\]]*\])*\]""")]
    private static partial Regex LookUps();

    [GeneratedRegex("\"((?:[^\"\\\\]|\\\\.)*)\"")]
    private static partial Regex StringLiterals();

    [GeneratedRegex(@"@\*.*?\*@", RegexOptions.Singleline)]
    private static partial Regex Comments();

    [GeneratedRegex(@"(?<![=>\s])>([^<>@{}=]*[A-Za-z][^<>@{}=]*)<")]
    private static partial Regex Texts();

    [GeneratedRegex("""\b(?:aria-label|placeholder|title|alt|Title|Name|Label)="([^"@]*[A-Za-z][^"@]*)"(?=[^<]*>)""")]
    private static partial Regex Attributes();

    // How a figure in a sentence is written.
    [GeneratedRegex("^[N0.#]+$")]
    private static partial Regex Format();

    [GeneratedRegex("[A-Za-z]{2}")]
    private static partial Regex Letters();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex HolesInText();

    [GeneratedRegex("""\(\["[^\]]*"\], "([^"]+)"\)""")]
    private static partial Regex ShortcutWords();
}
