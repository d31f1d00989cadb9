using Pipeline.Status;

namespace Pipeline.Jobs;

/// <summary>A claimed status: what a worker needs to do it and to prove that the claim is its own.</summary>
/// <param name="Key">What is to be done.</param>
/// <param name="Worker">Who claimed it.</param>
/// <param name="Attempt">Which claim this is; the fence that a late writer of an earlier claim runs into.</param>
/// <param name="Segments">How many segments are stored already, to go on after them.</param>
/// <param name="Title">The video's title so far.</param>
/// <param name="Traceparent">The trace of the request that queued it.</param>
public sealed record Job(StatusKey Key, string Worker, int Attempt, int Segments, string Title, string? Traceparent);
