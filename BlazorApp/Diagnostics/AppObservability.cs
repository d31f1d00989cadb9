using BlazorApp.EventStream;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Pipeline.Observability;

namespace BlazorApp.Diagnostics;

/// <summary>Registers and maps what carries the app's metrics and traces to where they are looked at.</summary>
public static class AppObservability
{
    private const string Service = "live-app";

    // {
    //   "Metrics": { "Prometheus": false }
    // }

    /// <summary>Adds the exporters that the configuration asks for; by default none.</summary>
    public static WebApplicationBuilder AddAppObservability(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddOptions<MetricsOptions>().BindConfiguration("Metrics").ValidateOnStart();
        builder.AddObservability(Service, traces => traces
            .AddAspNetCoreInstrumentation(requests =>
            {
                requests.Filter = context => IsWorthASpan(context.Request.Path);
                // Each acknowledged drawing would be a trace of its own. What a person does in a circuit has a span as an event of a component.
                requests.EnableAspNetCoreSignalRSupport = false;
            })
            .AddSource("Microsoft.AspNetCore.Components"));
        if (builder.Configuration.GetSection("Metrics").Get<MetricsOptions>() is { Prometheus: true })
            builder.AddLiveMetrics(Service).WithMetrics(metrics => metrics.AddPrometheusExporter());
        return builder;
    }

    /// <summary>Maps <c>/metrics</c> when <see cref="MetricsOptions.Prometheus"/> is set.</summary>
    public static WebApplication MapMetrics(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        // What nobody has opened yet is exported as 0, and not missing.
        app.Services.GetRequiredService<CircuitCount>();
        app.Services.GetRequiredService<EventStreamCount>();
        if (app.Services.GetRequiredService<IOptions<MetricsOptions>>().Value.Prometheus)
            app.MapPrometheusScrapingEndpoint();
        return app;
    }

    // Streams and circuits are open for hours, and probes of the surroundings come all the time.
    private static bool IsWorthASpan(PathString path) =>
        !path.StartsWithSegments("/api/sse") && !path.StartsWithSegments("/_blazor") && !path.StartsWithSegments("/health") && !path.StartsWithSegments("/metrics");
}
