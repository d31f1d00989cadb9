using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace Tests.Fixtures;

/// <summary>
/// An open page without its browser: it asks for the page, begins its circuit and acknowledges what the app renders, but draws nothing. A thousand
/// of them fit into a test; they hold no thread. What is said here is what <c>blazor.web.js</c> of .NET 10 says.
/// </summary>
public sealed partial class CircuitClient : IAsyncDisposable
{
    // As connection.js has it; the app gives up on pages that are silent for some seconds.
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(2);

    private readonly HubConnection connection;
    private readonly TaskCompletionSource shown = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<Exception?> closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long batches;
    private long bytes;

    private CircuitClient(HubConnection connection)
    {
        this.connection = connection;
        connection.On<long, byte[]>("JS.RenderBatch", AcknowledgeAsync);
        connection.On<long, string, string, int, long, int>("JS.BeginInvokeJS", AnswerAsync);
        connection.On<string>("JS.Error", error => shown.TrySetException(new InvalidOperationException($"The circuit broke: {error}")));
        connection.Closed += error =>
        {
            shown.TrySetException(error ?? new InvalidOperationException("The app closed the circuit."));
            closed.TrySetResult(error);
            return Task.CompletedTask;
        };
    }

    /// <summary>How many times the app rendered.</summary>
    public long Batches => Interlocked.Read(ref batches);

    /// <summary>How many bytes of rendering it was sent.</summary>
    public long Bytes => Interlocked.Read(ref bytes);

    /// <summary>Told what the app rendered, as it comes; null for nobody.</summary>
    public Action<ReadOnlyMemory<byte>>? Rendered { get; set; }

    /// <summary>Ends when the connection does, with what broke it; null when it was closed on purpose.</summary>
    public Task<Exception?> Closed => closed.Task;

    /// <summary>Opens a page and waits until its circuit has rendered it.</summary>
    /// <exception cref="InvalidOperationException">The page brought no components, or the app began no circuit.</exception>
    /// <exception cref="TimeoutException">It was not rendered in time.</exception>
    public static async Task<CircuitClient> OpenAsync(HttpClient client, string path, CancellationToken cancellationToken)
    {
        var address = new Uri(client.BaseAddress!, path);
        using var response = await client.GetAsync(address, cancellationToken); // a page about an unknown video comes with status 404
        var page = await response.Content.ReadAsStringAsync(cancellationToken);
        var opened = new CircuitClient(Build(new Uri(client.BaseAddress!, "_blazor")));
        try
        {
            await opened.connection.StartAsync(cancellationToken);
            await opened.BeginAsync(client.BaseAddress!, address, page, cancellationToken);
            await opened.shown.Task.WaitAsync(Wait.Patience, cancellationToken);
            return opened;
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await connection.DisposeAsync();
        // Whoever gave up waiting for the page has seen why.
        _ = shown.Task.Exception;
    }

    private static HubConnection Build(Uri hub)
    {
        var builder = new HubConnectionBuilder().WithUrl(hub, options =>
        {
            options.SkipNegotiation = true;
            options.Transports = HttpTransportType.WebSockets;
        });
        builder.Services.AddSingleton<IHubProtocol>(new BlazorPackProtocol());
        return builder.WithKeepAliveInterval(KeepAlive).Build();
    }

    private async Task BeginAsync(Uri site, Uri address, string page, CancellationToken cancellationToken)
    {
        var state = State().Match(page).Groups["state"].Value;
        var id = await connection.InvokeAsync<string?>("StartCircuit", $"{site}", $"{address}", "[]", state, cancellationToken);
        if (id is null)
            throw new InvalidOperationException("The app began no circuit.");
        await connection.SendAsync("UpdateRootComponents", AddAll(page), state, cancellationToken);
    }

    private static string AddAll(string page)
    {
        var operations = new JsonArray();
        foreach (var marker in Marker().Matches(page).Select(match => JsonNode.Parse(WebUtility.HtmlDecode(match.Groups["marker"].Value))!))
        {
            if ((string?)marker["type"] == "server") // those that only end a component carry no type
                operations.Add(new JsonObject { ["type"] = "add", ["ssrComponentId"] = operations.Count + 1, ["marker"] = marker });
        }

        return operations.Count > 0
            ? new JsonObject { ["batchId"] = 1, ["operations"] = operations }.ToJsonString()
            : throw new InvalidOperationException($"The page brought no components:\n{page}");
    }

    private async Task AcknowledgeAsync(long batch, byte[] content)
    {
        Rendered?.Invoke(content);
        Interlocked.Increment(ref batches);
        Interlocked.Add(ref bytes, content.Length);
        await connection.SendAsync("OnRenderCompleted", batch, null);
        shown.TrySetResult();
    }

    // No script runs here, so whatever is asked of one has nothing to say.
    private Task AnswerAsync(long call, string function, string arguments, int result, long target, int type) =>
        call == 0 ? Task.CompletedTask : connection.SendAsync("EndInvokeJSFromDotNet", call, true, $"[{call},true,null]");

    [GeneratedRegex("<!--Blazor:(?<marker>{.*?})-->")]
    private static partial Regex Marker();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(?<state>.*?)-->")]
    private static partial Regex State();
}
