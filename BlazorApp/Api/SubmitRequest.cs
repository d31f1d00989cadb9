using System.ComponentModel.DataAnnotations;
using Pipeline.Announcements;
using Pipeline.Status;

namespace BlazorApp.Api;

/// <summary>A video to process.</summary>
/// <param name="Source">A YouTube link (watch, share, shorts, live or embed) or a bare video id.</param>
/// <param name="Language">The language to transcribe in, one of those offered; <c>en</c> when absent.</param>
/// <param name="Title">What to call it; when absent, the worker names it.</param>
public sealed record SubmitRequest([property: Required] string? Source, string? Language = null, string? Title = null)
{
    /// <summary>The largest body that is read, in bytes.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>What is asked for, understood.</summary>
    /// <returns>The source, the language and the title; or the problems, by the field they are in, each a sentence that says what to do.</returns>
    public (VideoSource? Source, string Language, string? Title, Dictionary<string, string[]> Errors) Read()
    {
        var errors = new Dictionary<string, string[]>();
        var (source, problem) = VideoSource.Read(Source);
        if (problem is not null)
            errors["source"] = [problem];

        var language = Language ?? Pipeline.Status.Language.Default;
        if (!Pipeline.Status.Language.Offered.ContainsKey(language))
            errors["language"] = [$"That language is not offered. Choose one of: {OfferedLanguages}."];

        var title = TitleOf(Title);
        if (title?.Length > StatusMessageReader.MaxTitleLength)
            errors["title"] = [$"The title has {title.Length} characters. Use {StatusMessageReader.MaxTitleLength} at most."];
        return (source, language, title, errors);
    }

    private static string OfferedLanguages =>
        string.Join(", ", Pipeline.Status.Language.Offered.Select(offered => $"{offered.Key} ({offered.Value})"));

    // A title is one line; what StatusMessageReader leaves of the control characters are tabs and line feeds.
    private static string? TitleOf(string? text)
    {
        var title = StatusMessageReader.Clean(text)?.Replace('\t', ' ').Replace('\n', ' ').Trim();
        return string.IsNullOrEmpty(title) ? null : title;
    }
}
