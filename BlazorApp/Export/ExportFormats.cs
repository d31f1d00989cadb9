using Pipeline.Status;

namespace BlazorApp.Export;

/// <summary>The formats there are. This file is the one place where a format is added.</summary>
public static class ExportFormats
{
    /// <summary>Every format, in the order in which they are offered.</summary>
    public static IReadOnlyList<IExportFormat> All { get; } =
        [new TextFormat(), new MarkdownFormat(), new SubRipFormat(), new WebVttFormat(), new JsonFormat()];

    /// <summary>What a request without a format means: every text can be had in it.</summary>
    public static IExportFormat Default => All[0];

    /// <summary>The formats that a kind comes in.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="timed">Whether it has segments.</param>
    public static IEnumerable<IExportFormat> Of(StatusKind kind, bool timed) =>
        All.Where(format => !format.NeedsTimes || (timed && kind == StatusKind.Transcript));

    /// <summary>The format of that name, for that kind; null when there is none.</summary>
    public static IExportFormat? Find(string? name, StatusKind kind) => Of(kind, timed: true).FirstOrDefault(format => format.Name == name);

    /// <summary>Their names, for messages to people.</summary>
    public static string NamesOf(IEnumerable<IExportFormat> formats) => string.Join(", ", formats.Select(format => format.Name));
}
