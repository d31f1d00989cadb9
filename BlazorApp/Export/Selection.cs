using BlazorApp.Api;
using Microsoft.AspNetCore.Http.HttpResults;
using Pipeline.Status;

namespace BlazorApp.Export;

/// <summary>The transcripts that are asked for together.</summary>
/// <param name="Videos">The videos, each once, in the order in which they were named.</param>
/// <param name="Format">The format of all of them.</param>
/// <param name="Language">The language; null for each video's own.</param>
public sealed record Selection(IReadOnlyList<string> Videos, IExportFormat Format, string? Language)
{
    /// <summary>How many videos one archive may hold.</summary>
    public const int MostVideos = 1000;

    /// <summary>The selection as it is asked for by an address or a form, where an empty field is as good as none.</summary>
    /// <returns>The selection, or the answer that says what is wrong with it.</returns>
    public static (Selection? Selection, ProblemHttpResult? Problem) Read(IEnumerable<string?> videos, string? format, string? language)
    {
        string[] named = [.. videos.OfType<string>().Where(id => id.Length > 0).Distinct(StringComparer.Ordinal)];
        var errors = new Dictionary<string, string[]>();
        if (named.Length is 0 or > MostVideos)
            errors["video"] = [HowMany(named.Length)];
        else if (!named.All(VideoId.IsWellFormed))
            errors["video"] = [$"A video id is {VideoId.Rule}."];
        var written = string.IsNullOrEmpty(format) ? ExportFormats.Default : ExportFormats.Find(format, StatusKind.Transcript);
        if (written is null)
            errors["format"] = [$"There is no such format. Choose one of: {ExportFormats.NamesOf(ExportFormats.All)}."];
        if (!string.IsNullOrEmpty(language) && !Pipeline.Status.Language.IsWellFormed(language))
            errors["language"] = ["Name the language by its tag, such as en or pt-BR."];
        return errors.Count > 0 || written is null
            ? (null, ApiProblem.Invalid(errors))
            : (new Selection(named, written, string.IsNullOrEmpty(language) ? null : language), null);
    }

    /// <summary>What is said when there are too few or too many.</summary>
    public static string HowMany(int? named = null) =>
        named is 0 ? "Name the videos: video=a&video=b." : $"Name 1 to {MostVideos} videos at a time{(named is { } many ? $"; these are {many}" : "")}.";
}
