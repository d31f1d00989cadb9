using Microsoft.AspNetCore.Components.Server.Circuits;

namespace BlazorApp.Diagnostics;

/// <summary>Registers what shows the live path from inside.</summary>
public static class DiagnosticsServices
{
    /// <summary>Adds the figures of every hop and the round trip.</summary>
    public static IServiceCollection AddDiagnostics(this IServiceCollection services)
    {
        services.AddSingleton<CircuitCount>();
        services.AddSingleton<CircuitHandler>(provider => provider.GetRequiredService<CircuitCount>());
        services.AddSingleton<DiagnosticsReader>();
        services.AddSingleton<QueueGauges>();
        services.AddHostedService(provider => provider.GetRequiredService<QueueGauges>());
        services.AddSingleton<RoundTrip>();
        return services;
    }
}
