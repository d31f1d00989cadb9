using System.ComponentModel;
using BlazorApp.Api;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BlazorApp.Export;

/// <summary>The transcripts of several videos as one ZIP archive.</summary>
internal static class SelectionRoutes
{
    /// <summary>The largest form that is read, in bytes: as many of the longest ids as may be named, and room for the rest.</summary>
    public const int MaxBytes = 128 * 1024;

    public static Task<Results<PushStreamHttpResult, ProblemHttpResult>> GetAsync(
        [Description("A video's id; repeat it for each of them, 1000 at most and as many as fit into an address.")] string[]? video,
        [Description("The format; txt when absent.")] string? format,
        [Description("The language, as a BCP 47 tag; each video's own when absent.")] string? language,
        SelectionArchive archive, CancellationToken cancellationToken) =>
        AnswerAsync(Selection.Read(video ?? [], format, language), archive, cancellationToken);

    // It changes nothing, and another site could not read the answer: so no token stands in the form.
    public static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> PostAsync(
        HttpRequest request, SelectionArchive archive, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType)
            return ApiProblem.NoForm;
        try
        {
            var form = await request.ReadFormAsync(cancellationToken);
            return await AnswerAsync(Selection.Read(form["video"], form["format"], form["language"]), archive, cancellationToken);
        }
        catch (InvalidDataException)
        {
            return ApiProblem.Invalid("video", Selection.HowMany()); // more fields than the framework reads
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return ApiProblem.TooLarge(MaxBytes);
        }
    }

    private static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> AnswerAsync(
        (Selection? Selection, ProblemHttpResult? Problem) read, SelectionArchive archive, CancellationToken cancellationToken)
    {
        if (read.Selection is not { } selection)
            return read.Problem!;
        if (!await archive.AnyIsKnownAsync(selection, cancellationToken))
            return ApiProblem.NotFound("None of these videos is there. GET /api/videos lists those there are.");
        return TypedResults.Stream(body => archive.WriteAsync(selection, body, cancellationToken), "application/zip", $"transcripts-{selection.Format.Name}.zip");
    }
}
