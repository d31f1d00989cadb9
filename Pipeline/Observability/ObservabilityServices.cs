using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Pipeline.Observability;

/// <summary>Registers what carries metrics and traces out of the process. Without a setting nothing is sent and nothing listens.</summary>
public static class ObservabilityServices
{
    // {
    //   "OTEL_EXPORTER_OTLP_ENDPOINT": null, e.g. "http://localhost:4317", usually as an environment variable; the exporter reads the
    //   "OTEL_EXPORTER_OTLP_PROTOCOL", "OTEL_EXPORTER_OTLP_HEADERS", "OTEL_SERVICE_NAME" and others of the specification beside it
    // }

    /// <summary>Sends metrics and traces by OTLP when a collector is named.</summary>
    /// <param name="builder">The program.</param>
    /// <param name="service">What it is called there, unless <c>OTEL_SERVICE_NAME</c> says otherwise.</param>
    /// <param name="traces">Spans of the program's own libraries.</param>
    public static IHostApplicationBuilder AddObservability(this IHostApplicationBuilder builder, string service, Action<TracerProviderBuilder>? traces = null)
    {
        builder.Services.AddOptions<CollectorOptions>().Bind(builder.Configuration).ValidateDataAnnotations().ValidateOnStart();
        if (builder.Configuration.Get<CollectorOptions>() is not { IsNamed: true })
            return builder;

        builder.AddLiveMetrics(service).WithMetrics(metrics => metrics.AddOtlpExporter()).WithTracing(tracing =>
        {
            tracing.AddSource("Live.*").AddOtlpExporter();
            traces?.Invoke(tracing);
        });
        return builder;
    }

    /// <summary>Collects the metrics of Live and of the runtime, for whichever exporter is added to it.</summary>
    public static IOpenTelemetryBuilder AddLiveMetrics(this IHostApplicationBuilder builder, string service) => builder.Services.AddOpenTelemetry()
        .ConfigureResource(resource => resource.AddService(builder.Configuration["OTEL_SERVICE_NAME"] ?? service))
        .WithMetrics(metrics => metrics.AddMeter("Live.*", "System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Npgsql"));
}
