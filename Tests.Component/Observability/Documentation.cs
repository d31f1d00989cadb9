using System.Diagnostics.Metrics;
using System.Reflection;
using System.Text.RegularExpressions;
using BlazorApp.Status;
using Microsoft.Extensions.DependencyInjection;
using Pipeline;
using Tests.Component.Components;
using Xunit;

namespace Tests.Component.Observability;

/// <summary><c>docs/operations.md</c> and <c>docs/alerts.yaml</c> say of the metrics what is so.</summary>
public sealed partial class Documentation : StoreTest
{
    private static readonly string Docs = typeof(Documentation).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "Docs").Value!;

    private static string Alerts => File.ReadAllText(Path.Combine(Docs, "alerts.yaml"));

    [Fact]
    public void Every_metric_is_in_the_table_with_its_unit_and_kind_and_nothing_else_is()
    {
        var documented = MetricRow().Matches(File.ReadAllText(Path.Combine(Docs, "operations.md")))
            .Select(row => $"{row.Groups["name"].Value} {row.Groups["unit"].Value} {row.Groups["kind"].Value}");

        Assert.Equal(Registered().Select(metric => $"{metric.Name} {metric.Unit} {KindOf(metric)}").Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_alert_asks_for_metrics_that_exist()
    {
        var exported = Registered().SelectMany(PrometheusNames).ToHashSet(StringComparer.Ordinal);
        var asked = PrometheusName().Matches(Alerts).Select(match => match.Value).Distinct().ToList();

        Assert.NotEmpty(asked);
        Assert.Empty(asked.Except(exported));
    }

    [Fact]
    public void Every_promise_of_delivery_has_an_alert_and_every_alert_a_line_in_the_runbook()
    {
        var operations = File.ReadAllText(Path.Combine(Docs, "operations.md"));
        var promises = Promise().Matches(File.ReadAllText(Path.Combine(Docs, "reliability.md"))).Select(match => match.Groups[1].Value).ToList();

        Assert.Equal(7, promises.Count);
        Assert.All(promises, promise => Assert.Contains($"promise: \"{promise}\"", Alerts, StringComparison.Ordinal));
        Assert.All(AlertName().Matches(Alerts), alert => Assert.Contains($"| `{alert.Groups[1].Value}` |", operations, StringComparison.Ordinal));
    }

    private IReadOnlyCollection<Instrument> Registered()
    {
        using var collected = new Collected(Services.GetRequiredService<IMeterFactory>());
        foreach (var type in new[] { typeof(PipelineServices), typeof(StatusServices) }.SelectMany(one => one.Assembly.GetTypes()).Where(type => type.GetField("MeterName") is not null))
            Services.GetRequiredService(type);
        return collected.Instruments;
    }

    private static string KindOf(Instrument instrument) => instrument.GetType().Name switch
    {
        "Counter`1" or "ObservableCounter`1" => "counter",
        "ObservableGauge`1" => "gauge",
        "ObservableUpDownCounter`1" => "up-down counter",
        "Histogram`1" => "histogram",
        var other => other,
    };

    // As the OpenTelemetry specification translates names for Prometheus.
    private static IEnumerable<string> PrometheusNames(Instrument instrument)
    {
        var name = instrument.Name.Replace('.', '_') + (instrument.Unit == "s" ? "_seconds" : "");
        return KindOf(instrument) switch
        {
            "counter" => [$"{name}_total"],
            "histogram" => [$"{name}_bucket", $"{name}_sum", $"{name}_count"],
            _ => [name],
        };
    }

    [GeneratedRegex(@"^\| `(?<name>live\.[a-z_.]+)` \| `(?<unit>[^`]+)` \| (?<kind>[a-z -]+) \|", RegexOptions.Multiline)]
    private static partial Regex MetricRow();

    [GeneratedRegex(@"\blive_(announcements|listener|feed|event_streams|circuits|canary|queue|jobs|leases|webhooks)_[a-z_]+")]
    private static partial Regex PrometheusName();

    [GeneratedRegex(@"^### (\d)\. ", RegexOptions.Multiline)]
    private static partial Regex Promise();

    [GeneratedRegex(@"- alert: (\w+)")]
    private static partial Regex AlertName();
}
