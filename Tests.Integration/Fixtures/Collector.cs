using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace Tests.Fixtures;

/// <summary>A collector of OpenTelemetry, as far as a test needs one: takes what programs send by OTLP over HTTP and reads the spans.</summary>
public sealed class Collector : IAsyncDisposable
{
    private readonly HttpListener listener = new();
    private readonly ConcurrentQueue<SentSpan> spans = [];
    private readonly ConcurrentDictionary<string, bool> paths = [];
    private readonly Task receiving;

    public Collector()
    {
        Address = $"http://127.0.0.1:{FreePort.Take()}";
        listener.Prefixes.Add($"{Address}/");
        listener.Start();
        receiving = ReceiveAsync();
    }

    /// <summary>Where it listens.</summary>
    public string Address { get; }

    /// <summary>What makes a program send everything here within a fraction of a second, by environment variable.</summary>
    public IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Address,
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "500",
    };

    /// <summary>The spans that have arrived.</summary>
    public IReadOnlyCollection<SentSpan> Spans => spans;

    /// <summary>The paths that something was sent to.</summary>
    public IEnumerable<string> Paths => paths.Keys;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        listener.Close();
        await receiving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task ReceiveAsync()
    {
        while (true)
        {
            var context = await listener.GetContextAsync();
            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            var path = context.Request.Url!.AbsolutePath;
            if (path == "/v1/traces")
                Take(body.ToArray());
            paths[path] = true;
            context.Response.ContentType = "application/x-protobuf";
            context.Response.Close(); // an empty message: all of it was taken
        }
    }

    // opentelemetry-proto: ExportTraceServiceRequest > ResourceSpans > ScopeSpans > Span.
    private void Take(byte[] request)
    {
        foreach (var of in Protobuf.Fields(request, 1))
        {
            var attributes = Protobuf.Fields(of, 1).SelectMany(resource => Protobuf.Fields(resource, 1));
            var service = attributes.Where(attribute => Text(attribute, 1) == "service.name").Select(attribute => Text(Protobuf.Fields(attribute, 2).Single(), 1)).Single();
            foreach (var span in Protobuf.Fields(of, 2).SelectMany(scope => Protobuf.Fields(scope, 2)))
                spans.Enqueue(new SentSpan(service, Text(span, 5), Id(span, 1), Id(span, 2), Id(span, 4)));
        }
    }

    private static string Text(ReadOnlyMemory<byte> message, int number) => Encoding.UTF8.GetString(Bytes(message, number).Span);

    private static string Id(ReadOnlyMemory<byte> message, int number) => Convert.ToHexStringLower(Bytes(message, number).Span);

    private static ReadOnlyMemory<byte> Bytes(ReadOnlyMemory<byte> message, int number) => Protobuf.Fields(message, number).FirstOrDefault();
}
