using System.Net;
using System.Net.Sockets;
using System.Text;
using BlazorApp.EventStream;
using BlazorApp.Sockets;
using BlazorApp.Status;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pipeline.Status;
using Tests.Component.Components;
using Tests.Fixtures;
using Xunit;

namespace Tests.Component.EventStream;

/// <summary>Real sockets, and a change that all of them are sent: what it costs must not grow with how many they are.</summary>
[Collection(nameof(AloneCollection))]
public sealed class DeliveringToMany : StoreTest
{
    private const int Streams = 1000;
    private const int WarmUp = 20;
    private const int Changes = 40;

    private readonly EventStreamOptions options = new();
    private readonly DeliveryLoop loop;
    private readonly List<Socket> clients = [];
    private WebApplication? server;

    public DeliveringToMany() => loop = new DeliveryLoop(options.Heartbeat, Clock);

    [Fact]
    public async Task Change_allocates_nothing_for_each_stream_that_it_is_sent_to()
    {
        var port = await ServeAsync();
        while (clients.Count < Streams)
            clients.Add(await OpenAsync(port));
        await Wait.For(() => loop.Count == Streams, "all streams to be open");
        Func<bool> delivered = () => loop.IsIdle;
        for (var number = 0; number < WarmUp; number++)
            Deliver(number, delivered);

        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var number = WarmUp; number < WarmUp + Changes; number++)
            Deliver(number, delivered);
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;

        // The smallest object has 24 bytes. What is left is room for the change itself, which is made once, and for what else lives in the process.
        Assert.InRange(allocated, 0, 8 * Streams * Changes);
        Assert.All(clients, client => Assert.Equal(Enumerable.Range(0, WarmUp + Changes), NumbersSentTo(client)));
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        foreach (var client in clients)
            client.Dispose();
        if (server is not null)
            await server.DisposeAsync();
        await base.DisposeAsyncCore();
    }

    private void Deliver(int number, Func<bool> delivered)
    {
        var key = new StatusKey($"passing-{number}", StatusKind.Transcript, "en");
        Feed.Publish(new StatusChange(key, new StatusMessage { VideoId = key.VideoId, Status = StatusState.Processing, Timestamp = 1, Revision = 1 }));
        Assert.True(SpinWait.SpinUntil(delivered, Wait.Patience));
    }

    private async Task<int> ServeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSocketOutput();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        server = builder.Build();
        server.Run(StreamAsync);
        await server.StartAsync(Cancel);
        return new Uri(server.Urls.Single()).Port;
    }

    private Task StreamAsync(HttpContext context) => StreamLine.OpenAsync(context, async line =>
    {
        using var subscription = Feed.Subscribe(StatusFilter.All);
        var writer = line.Writer(options.WriteTimeout, Clock, line.Closed);
        var stream = new LiveStream(writer, subscription, Feed, Services.GetRequiredService<ListenerProbe>(), "9f3c2a17", loop);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stream.RunAsync(line.Closed));
    });

    private static async Task<Socket> OpenAsync(int port)
    {
        var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = (int)Wait.Patience.TotalMilliseconds };
        await client.ConnectAsync(IPAddress.Loopback, port, Cancel);
        await client.SendAsync("GET / HTTP/1.1\r\nHost: live\r\n\r\n"u8.ToArray(), Cancel);
        return client;
    }

    // It has read nothing until now: as little as that waits for it in its socket.
    private static IEnumerable<int> NumbersSentTo(Socket client)
    {
        var (received, text, last) = (new byte[64 * 1024], new StringBuilder(), $"\"passing-{WarmUp + Changes - 1}\"");
        while (!text.ToString().Contains(last, StringComparison.Ordinal) && client.Receive(received) is > 0 and var count)
            text.Append(Encoding.ASCII.GetString(received, 0, count));
        return [.. text.ToString().Split("\"passing-").Skip(1).Select(rest => int.Parse(rest[..rest.IndexOf('"', StringComparison.Ordinal)], null))];
    }
}
