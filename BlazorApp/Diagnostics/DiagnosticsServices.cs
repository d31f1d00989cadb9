using Microsoft.AspNetCore.Components.Server.Circuits;

namespace BlazorApp.Diagnostics;

/// <summary>Registers what shows the live path from inside.</summary>
public static class DiagnosticsServices
{
    // {
    //   "Canary": { "Enabled": true, "Interval": "00:00:01", "LostAfter": "00:00:05" }
    // }

    /// <summary>Adds the figures of every hop and their last minutes, the canary and the round trip.</summary>
    public static IServiceCollection AddDiagnostics(this IServiceCollection services)
    {
        services.AddOptions<CanaryOptions>().BindConfiguration("Canary").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<CircuitCount>();
        services.AddSingleton<CircuitHandler>(provider => provider.GetRequiredService<CircuitCount>());
        services.AddSingleton<DiagnosticsReader>();
        services.AddSingleton<QueueGauges>();
        services.AddHostedService(provider => provider.GetRequiredService<QueueGauges>());
        services.AddSingleton<CanaryCounters>();
        services.AddSingleton<Canary>();
        services.AddHostedService(provider => provider.GetRequiredService<Canary>());
        services.AddSingleton<DiagnosticsHistory>();
        services.AddHostedService(provider => provider.GetRequiredService<DiagnosticsHistory>());
        services.AddSingleton<RoundTrip>();
        return services;
    }
}
