using System.Data.Common;
using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BlazorApp.Api;

/// <summary>Answers what a route threw with problem details that tell nothing of the inside; the log has the rest.</summary>
internal sealed partial class ApiExceptionHandler(ILogger<ApiExceptionHandler> logger) : IExceptionHandler
{
    private const string RetryAfterSeconds = "5";

    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (!httpContext.Request.Path.StartsWithSegments("/api"))
            return false;
        await ProblemOf(httpContext, exception).ExecuteAsync(httpContext);
        return true;
    }

    private ProblemHttpResult ProblemOf(HttpContext context, Exception exception)
    {
        switch (exception)
        {
            case BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest, InnerException: JsonException json }:
                return Unreadable(json, WantedBy(context.Request.Path));
            case BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest }:
                return ApiProblem.Invalid("body", WantedBy(context.Request.Path));
            case BadHttpRequestException refused:
                return ApiProblem.Of(refused.StatusCode);
            case TimeoutException or DbException:
            case { InnerException: DbException }:
                LogDatabase(context.Request.Method, context.Request.Path, exception.GetBaseException().Message);
                context.Response.Headers.RetryAfter = RetryAfterSeconds;
                return ApiProblem.Of(StatusCodes.Status503ServiceUnavailable);
            default:
                LogFailed(exception, context.Request.Method, context.Request.Path);
                return ApiProblem.Of(StatusCodes.Status500InternalServerError);
        }
    }

    private static string WantedBy(PathString path) =>
        $"Send a JSON object with a \"{(path.StartsWithSegments("/api/webhooks") ? "url" : "source")}\".";

    private static ProblemHttpResult Unreadable(JsonException exception, string wanted) => exception switch
    {
        // Text that is no JSON comes from the reader below the serializer.
        { InnerException: JsonException } => ApiProblem.Invalid(
            "body", $"That is not valid JSON, at line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}."),
        { Path: ['$', '.', 's', 't', 'a', 't', 'e', 's', ..] } => ApiProblem.Invalid("states", "\"states\" must be a list of names of states."),
        { Path: ['$', '.', .. var field] } => ApiProblem.Invalid(field, $"\"{field}\" must be text."),
        _ => ApiProblem.Invalid("body", wanted),
    };

    [LoggerMessage(LogLevel.Warning, "{Method} {Path} was refused because the database does not answer: {Reason}")]
    private partial void LogDatabase(string method, string path, string reason);

    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed")]
    private partial void LogFailed(Exception exception, string method, string path);
}
