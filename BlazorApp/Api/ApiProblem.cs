using Microsoft.AspNetCore.Http.HttpResults;

namespace BlazorApp.Api;

/// <summary>Refusals as problem details (RFC 9457). <c>detail</c> says what to do; <c>errors</c> names the field, where there is one.</summary>
public static class ApiProblem
{
    /// <summary>400: what was sent is not understood.</summary>
    /// <param name="errors">What is wrong, by the field it is in.</param>
    public static ProblemHttpResult Invalid(IDictionary<string, string[]> errors) => TypedResults.Problem(new HttpValidationProblemDetails(errors)
    {
        Status = StatusCodes.Status400BadRequest,
        Title = "The request is not valid",
        Detail = string.Join(' ', errors.Values.SelectMany(messages => messages)),
    });

    /// <summary>400: one field is not understood.</summary>
    public static ProblemHttpResult Invalid(string field, string message) => Invalid(new Dictionary<string, string[]> { [field] = [message] });

    /// <summary>404: what is asked about is not there.</summary>
    public static ProblemHttpResult NotFound(string detail) => TypedResults.Problem(
        detail, statusCode: StatusCodes.Status404NotFound, title: "There is no such thing");

    /// <summary>409: its state does not allow it.</summary>
    public static ProblemHttpResult Conflict(string detail) => TypedResults.Problem(
        detail, statusCode: StatusCodes.Status409Conflict, title: "Its state does not allow that");

    /// <summary>410: it was there, and nothing is left of it.</summary>
    public static ProblemHttpResult Gone(string detail) => TypedResults.Problem(
        detail, statusCode: StatusCodes.Status410Gone, title: "Nothing is left of it");

    /// <summary>413: the body is larger than is read.</summary>
    public static ProblemHttpResult TooLarge(int mostBytes) => TypedResults.Problem(
        $"The body is too large. Send {mostBytes / 1024} KiB at most.", statusCode: StatusCodes.Status413PayloadTooLarge);

    /// <summary>415: a form is expected.</summary>
    public static ProblemHttpResult NoForm => TypedResults.Problem(
        "Send a form, with the header Content-Type: application/x-www-form-urlencoded.", statusCode: StatusCodes.Status415UnsupportedMediaType);

    /// <summary>A refusal that is not about the content of the request, by its status code.</summary>
    public static ProblemHttpResult Of(int statusCode) => statusCode == StatusCodes.Status413PayloadTooLarge
        ? TooLarge(SubmitRequest.MaxBytes)
        : TypedResults.Problem(DetailOf(statusCode), statusCode: statusCode);

    private static string? DetailOf(int statusCode) => statusCode switch
    {
        StatusCodes.Status404NotFound => "There is no such route. /openapi/v1.json lists those there are.",
        StatusCodes.Status405MethodNotAllowed => "That route does not know this method. The Allow header names those it does.",
        StatusCodes.Status415UnsupportedMediaType => "Send JSON, with the header Content-Type: application/json.",
        StatusCodes.Status500InternalServerError => "Something went wrong here, not with your request. The log of the app says what.",
        StatusCodes.Status503ServiceUnavailable => "The database does not answer. Try again in a few seconds.",
        _ => null,
    };
}
