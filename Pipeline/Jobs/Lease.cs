using Pipeline.Status;

namespace Pipeline.Jobs;

/// <summary>A claim as those see it who do not hold it.</summary>
/// <param name="Key">On what.</param>
/// <param name="Attempt">Which claim.</param>
/// <param name="Renewals">How often it was renewed; a holder that lives raises it.</param>
/// <param name="External">Whether another program holds it, which renews it by each short form.</param>
internal sealed record Lease(StatusKey Key, int Attempt, int Renewals, bool External);
