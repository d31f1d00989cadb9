using System.ComponentModel;
using BlazorApp.Api;
using Microsoft.AspNetCore.Mvc;
using Pipeline.Status;

namespace BlazorApp.Export;

/// <summary>Which file a request is about, as it stands in the address.</summary>
/// <param name="Id">The video.</param>
/// <param name="Kind">The operation.</param>
/// <param name="Format">The format's name.</param>
/// <param name="Language">The language, as a BCP 47 tag; the video's own when absent.</param>
public readonly record struct ExportAddress(
    [property: FromRoute, Description("The video's id: " + VideoId.Rule + ".")] string Id,
    [property: FromRoute, Description("The operation: transcript or summary.")] string Kind,
    [property: FromRoute, Description("The format. srt and vtt are for transcripts with times.")] string Format,
    [property: FromQuery(Name = "language"), Description("The language, as a BCP 47 tag; the video's own when absent.")] string? Language)
{
    /// <summary>The address of the status that the file is of.</summary>
    internal StatusAddress OfStatus() => new(Id, Kind, Language);
}
