using BlazorApp.Api;
using Microsoft.AspNetCore.Http.HttpResults;
using Pipeline.Status;
using Pipeline.Storage;

namespace BlazorApp.Export;

/// <summary>One text as a file.</summary>
internal static class ExportRoutes
{
    public static async Task<Results<FileContentHttpResult, StatusCodeHttpResult, ProblemHttpResult>> GetAsync(
        [AsParameters] ExportAddress address, VideoStore store, ExportReader reader, HttpContext context, CancellationToken cancellationToken)
    {
        var (video, status, problem) = await address.OfStatus().FindWithVideoAsync(store, cancellationToken);
        if (video is null || status is null)
            return problem!;
        if (ExportFormats.Find(address.Format, status.Key.Kind) is not { } format)
            return ApiProblem.NotFound($"A {status.Key.Kind} has no such format. It comes as: {FormatsOf(status.Key.Kind)}.");

        // Before the text is read, which may be large: whoever asks again mostly has it.
        var held = ExportTag.Of(video, status.Order, format);
        if (ExportRefusal.Of(status, format) is null && context.Request.Holds(held))
        {
            context.Response.Tag(held);
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        var (document, refusal) = await reader.ReadAsync(video, status, format, cancellationToken);
        if (document is null)
            return ApiProblem.Conflict(refusal!);

        var tag = ExportTag.Of(video, document.Revision, format);
        context.Response.Tag(tag);
        context.Response.Headers.ContentDisposition = ExportFileName.Of(document, format).Disposition.ToString();
        return TypedResults.Bytes(document.As(format), format.ContentType, enableRangeProcessing: true, lastModified: document.Changed, entityTag: tag);
    }

    private static string FormatsOf(StatusKind kind) => ExportFormats.NamesOf(ExportFormats.Of(kind, timed: true));
}
