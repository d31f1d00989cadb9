namespace BlazorApp.Diagnostics;

/// <summary>Section <c>Metrics</c>: who may collect the metrics of the app.</summary>
public sealed record MetricsOptions
{
    /// <summary>Whether <c>GET /metrics</c> answers, for Prometheus. Whoever reaches the app reaches it, so a proxy keeps it from the outside.</summary>
    public bool Prometheus { get; init; }
}
