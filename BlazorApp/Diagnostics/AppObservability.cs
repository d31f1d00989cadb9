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
            // A click arrives by the circuit's connection, an event stream is open for hours, and neither is a request to look at.
            .AddAspNetCoreInstrumentation(requests => requests.Filter = context => !IsEndless(context.Request.Path))
            .AddSource("Microsoft.AspNetCore.Components", "Microsoft.AspNetCore.Components.Server.Circuits"));
        if (builder.Configuration.GetSection("Metrics").Get<MetricsOptions>() is { Prometheus: true })
            builder.AddLiveMetrics(Service).WithMetrics(metrics => metrics.AddPrometheusExporter());
        return builder;
    }

    /// <summary>Maps <c>/metrics</c> when <see cref="MetricsOptions.Prometheus"/> is set.</summary>
    public static WebApplication MapMetrics(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        if (app.Services.GetRequiredService<IOptions<MetricsOptions>>().Value.Prometheus)
            app.MapPrometheusScrapingEndpoint();
        return app;
    }

    private static bool IsEndless(PathString path) =>
        path.StartsWithSegments("/api/sse") || path.StartsWithSegments("/_blazor") || path.StartsWithSegments("/health") || path.StartsWithSegments("/metrics");
}
