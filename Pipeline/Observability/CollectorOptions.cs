using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace Pipeline.Observability;

/// <summary>Where metrics and traces are sent; by the names that the OpenTelemetry specification gives to all programs.</summary>
public sealed record CollectorOptions : IValidatableObject
{
    private const string EndpointKey = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>The collector's address; null sends nothing.</summary>
    [ConfigurationKeyName(EndpointKey)]
    public string? Endpoint { get; init; }

    /// <summary>Whether there is a collector.</summary>
    public bool IsNamed => !string.IsNullOrWhiteSpace(Endpoint);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        // The exporter says nothing about an address that it does not understand, and takes localhost in its place.
        if (IsNamed && !(Uri.TryCreate(Endpoint, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
            yield return new ValidationResult($"{EndpointKey} is not the address of a collector, such as http://localhost:4317.", [nameof(Endpoint)]);
    }
}
