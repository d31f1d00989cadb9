using System.ComponentModel.DataAnnotations;
using System.Net;

namespace Pipeline.Webhooks;

/// <summary>Section <c>Webhooks</c>: where notices may go and how patiently.</summary>
public sealed record WebhookOptions : IValidatableObject
{
    /// <summary>
    /// Networks of this machine or of the house to which notices may go, as <c>10.1.0.0/16</c> or <c>::1/128</c>. Empty: only to addresses
    /// that are reachable from anywhere.
    /// </summary>
    public IReadOnlyList<string> AllowedNetworks { get; init; } = [];

    /// <summary>How long an attempt may take from the look-up of the name to the last byte of the answer.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many attempts run at once in a process.</summary>
    [Range(1, 256)]
    public int Concurrency { get; init; } = 32;

    /// <summary>How many of them to one host; a host that hangs holds no more than these.</summary>
    [Range(1, 256)]
    public int ConcurrencyPerHost { get; init; } = 4;

    /// <summary>How often a process looks for what nothing rang for: changes that were not announced, attempts that are due.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long deliveries are listed that are no longer tried.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan Keep { get; init; } = TimeSpan.FromDays(7);

    /// <summary>The networks, understood.</summary>
    /// <exception cref="FormatException">One is not.</exception>
    public IReadOnlyList<IPNetwork> Networks => [.. AllowedNetworks.Select(IPNetwork.Parse)];

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var network in AllowedNetworks.Where(network => !IPNetwork.TryParse(network, out _)))
            yield return new ValidationResult($"Webhooks:AllowedNetworks: \"{network}\" is no network. Write it as 10.1.0.0/16.", [nameof(AllowedNetworks)]);
    }
}
