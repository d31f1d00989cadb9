using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Tests.Fixtures;
using Xunit;

namespace Tests.Integration.Live;

/// <summary>Metrics and traces leave the processes where a setting says so, and nowhere else.</summary>
public sealed partial class Observing : StoreTest
{
    [Fact]
    public async Task Metrics_are_served_to_Prometheus_where_the_setting_says_so_and_not_by_default()
    {
        await using var redis = new GarnetServer();
        await redis.StartAsync();
        await using (var byDefault = await AppProcess.StartAsync(redis.Address, DatabaseFile))
        {
            using var nothing = await byDefault.Client.GetAsync("/metrics", Cancel);
            Assert.Equal(HttpStatusCode.NotFound, nothing.StatusCode);
        }

        await using var app = await AppProcess.StartAsync(redis.Address, DatabaseFile, new Dictionary<string, string?> { ["Metrics__Prometheus"] = "true" });
        using var submitted = await app.Client.PostAsJsonAsync("/api/videos", new { source = "talk" }, Cancel);
        submitted.EnsureSuccessStatusCode();
        using var stream = await EventStreamClient.OpenAsync(app.Client, "/api/sse", lastEventId: "nonsense");
        using var again = await EventStreamClient.OpenAsync(app.Client, "/api/sse", (await stream.ReadUntilAsync(item => item.Name == "ping")).Id);
        await again.ReadUntilAsync(item => item.Name == "ping");

        var told = await Wait.For(
            async () => await app.Client.GetStringAsync("/metrics", Cancel) is var text
                && Value(text, "live_queue_waiting") == 1 && Value(text, "live_listener_hearing") == 1 ? text : null,
            "the job to be counted as waiting");

        Assert.Equal(2, Value(told, "live_event_streams_open"));
        Assert.Equal(1, Value(told, "live_event_streams_resumes_total", "live_outcome=\"served\""));
        Assert.Equal(1, Value(told, "live_event_streams_resumes_total", "live_outcome=\"unservable\""));
        Assert.Equal(1, Value(told, "live_announcements_published_total", "live_kind=\"transcript\""));
        Assert.Equal(1, Value(told, "live_feed_delivery_duration_seconds_count"));
        Assert.InRange(Value(told, "live_listener_probe_age_seconds"), 0, 4);
        Assert.InRange(Value(told, "live_listener_probe_duration_seconds_count"), 1, 1000);
        Assert.Equal(0, Value(told, "live_circuits_connected"));
        Assert.Equal(0, Value(told, "live_leases_unrenewed_age_seconds"));
        Assert.True(Value(told, "live_announcements_owed_age_seconds") < 10);
    }

    [Fact]
    public async Task Request_work_and_rendered_row_are_one_trace_across_the_processes()
    {
        await using var redis = new GarnetServer();
        await redis.StartAsync();
        await using var collector = new Collector();
        await using var app = await AppProcess.StartAsync(redis.Address, DatabaseFile, collector.Settings);
        await using var worker = await WorkerProcess.StartAsync(
            "worker-1", redis.Address, $"Data Source={DatabaseFile}", new Dictionary<string, string?>(collector.Settings) { ["Simulator__Speed"] = "100", ["Simulator__FailureShare"] = "0" });
        await using var page = await CircuitClient.OpenAsync(app.Client, "/videos/talk", Cancel);
        const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736", Caller = "00f067aa0ba902b7";

        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/videos") { Content = JsonContent.Create(new { source = "talk" }) };
        request.Headers.Add("traceparent", $"00-{Trace}-{Caller}-01");
        using var response = await app.Client.SendAsync(request, Cancel);
        response.EnsureSuccessStatusCode();

        // The transcript's and the summary's: the page draws both, the layout as well, and each span lies beneath another one of the trace.
        await Wait.For(
            () => Of("render").Count() == 4 && Of("perform").Count() == 2 && Of("announce").All(announced => Of("hear").Any(heard => heard.Parent == announced.Id))
                && Spans().All(span => span.Parent == Caller || Spans().Any(other => other.Id == span.Parent)),
            "the whole trace");

        Assert.Equal("live-app", Assert.Single(Of("submit")).Service);
        Assert.All(Of("perform"), span => Assert.Equal(("live-worker", Of("submit").Single().Id), (span.Service, span.Parent)));
        Assert.Equal(["live-app", "live-worker"], Of("announce").Select(span => span.Service).Distinct().Order(StringComparer.Ordinal));
        Assert.All(Of("render"), drawn => Assert.Contains(Of("hear"), heard => heard.Id == drawn.Parent));
        await Wait.For(() => collector.Paths.Contains("/v1/metrics"), "the metrics");

        IReadOnlyList<SentSpan> Spans() => [.. collector.Spans.Where(span => span.Trace == Trace)];
        IEnumerable<SentSpan> Of(string name) => Spans().Where(span => span.Name == name);
    }

    [Fact]
    public async Task Collector_whose_address_is_none_is_refused_at_start_by_name()
    {
        await using var app = AppProcess.Launch(
            $"127.0.0.1:{FreePort.Take()}", DatabaseFile, new Uri($"http://127.0.0.1:{FreePort.Take()}"), new Dictionary<string, string?> { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "collector:4317" });

        Assert.Equal(1, await app.WaitForExitAsync(TimeSpan.FromSeconds(30)));

        await Wait.For(() => app.Output.Contains("OTEL_EXPORTER_OTLP_ENDPOINT is not the address of a collector", StringComparison.Ordinal), "the sentence");
    }

    /// <summary>The value of a line of the text format; -1 when there is none.</summary>
    private static double Value(string text, string name, string label = "") => Sample().Matches(text)
        .Where(line => line.Groups["name"].Value == name && line.Groups["labels"].Value.Contains(label, StringComparison.Ordinal))
        .Select(line => double.Parse(line.Groups["value"].Value, CultureInfo.InvariantCulture))
        .DefaultIfEmpty(-1).First();

    [GeneratedRegex(@"^(?<name>\w+)(\{(?<labels>[^}]*)\})? (?<value>[^ \n]+)", RegexOptions.Multiline)]
    private static partial Regex Sample();
}
