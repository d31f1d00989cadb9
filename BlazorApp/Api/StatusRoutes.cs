using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using Pipeline.Jobs;
using Pipeline.Status;
using Pipeline.Storage;

namespace BlazorApp.Api;

/// <summary>Reading what an operation has produced, trying it again, stopping it.</summary>
internal static class StatusRoutes
{
    public static async Task<Results<Ok<ResultResponse>, StatusCodeHttpResult, ProblemHttpResult>> GetAsync(
        [AsParameters] StatusAddress address, VideoStore store, ResultStore results, HttpContext context, CancellationToken cancellationToken)
    {
        var (status, problem) = await address.FindAsync(store, cancellationToken);
        if (status is null)
            return problem!;
        // Before the text is read, which may be large: whoever asks again and again mostly has it.
        if (context.Request.Holds(TagOf(status)))
        {
            context.Response.Tag(TagOf(status));
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        // Deleted since it was found: as good as after it.
        if (await results.GetAsync(status.Key, cancellationToken) is not { } result)
            return ApiProblem.NotFound($"Video {address.Id} was deleted a moment ago.");
        context.Response.Tag(TagOf(result.Status));
        return TypedResults.Ok(ResultResponse.Of(result));
    }

    public static Task<Results<Accepted<StatusResponse>, ProblemHttpResult>> RetryAsync(
        [AsParameters] StatusAddress address, VideoStore store, Submissions submissions, CancellationToken cancellationToken) =>
        RequestAsync(address, store, submissions.RetryAsync, "Only what failed or was cancelled can be retried", cancellationToken);

    public static Task<Results<Accepted<StatusResponse>, ProblemHttpResult>> CancelAsync(
        [AsParameters] StatusAddress address, VideoStore store, Submissions submissions, CancellationToken cancellationToken) =>
        RequestAsync(address, store, submissions.CancelAsync, "Only what waits or runs can be cancelled", cancellationToken);

    private static async Task<Results<Accepted<StatusResponse>, ProblemHttpResult>> RequestAsync(
        StatusAddress address, VideoStore store, Func<StatusKey, CancellationToken, Task<RequestOutcome>> request, string rule,
        CancellationToken cancellationToken)
    {
        var (found, problem) = await address.FindAsync(store, cancellationToken);
        if (found is null)
            return problem!;

        var outcome = await request(found.Key, cancellationToken);
        var (now, gone) = await address.FindAsync(store, cancellationToken);
        if (now is null)
            return gone!;
        return outcome == RequestOutcome.Accepted
            ? TypedResults.Accepted((string?)null, StatusResponse.Of(now))
            : ApiProblem.Conflict($"{rule}; this is {now.Message.Status.ToString().ToLowerInvariant()}.");
    }

    private static EntityTagHeaderValue TagOf(StatusChange status) => new($"\"{status.Order.ToString(CultureInfo.InvariantCulture)}\"");
}
