namespace BlazorApp.Export;

/// <summary>A form in which a text leaves Live as a file, always in UTF-8. A further one is added in <see cref="ExportFormats.All"/>.</summary>
public interface IExportFormat
{
    /// <summary>Its name in addresses, which is also the end of its files' names, e.g. <c>srt</c>.</summary>
    string Name { get; }

    /// <summary>The value of <c>Content-Type</c>.</summary>
    string ContentType { get; }

    /// <summary>What people call it, in English.</summary>
    string Words { get; }

    /// <summary>Whether it is about when things are said, so that it takes a transcript with segments.</summary>
    bool NeedsTimes { get; }

    /// <summary>The whole file.</summary>
    string Write(ExportDocument document);
}
