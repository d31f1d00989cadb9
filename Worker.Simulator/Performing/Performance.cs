using Pipeline.Status;

namespace Worker.Simulator.Performing;

/// <summary>All that one attempt at a job will do, decided before it begins.</summary>
/// <param name="Title">What the video turns out to be called.</param>
/// <param name="Steps">What happens when, in order.</param>
/// <param name="Result">The text it ends with, if it completes.</param>
/// <param name="Fate">How it goes.</param>
/// <param name="FateAt">The number of steps done when a failure or a stall strikes.</param>
/// <param name="Error">What a failure says.</param>
public sealed record Performance(string Title, IReadOnlyList<Step> Steps, string Result, Fate Fate, int FateAt, StatusError Error);
