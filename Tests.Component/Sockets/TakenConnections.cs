using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Text;
using BlazorApp.EventStream;
using BlazorApp.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Tests.Fixtures;
using Xunit;

namespace Tests.Component.Sockets;

/// <summary>A connection that a stream takes from its server: when it is taken, what it holds, how it ends.</summary>
public sealed class TakenConnections : SocketTest
{
    [Fact]
    public async Task Sending_that_fails_ends_the_connection()
    {
        var ended = new TaskCompletionSource<FlushResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var address = await ServeAsync(async context =>
        {
            var socket = SocketOutput.Of(context)!;
            await context.Response.BodyWriter.FlushAsync(CancellationToken.None);
            socket.TakeOver(async () =>
            {
                socket.Closed.Register(told.SetResult);
                ended.SetResult(await socket.SendAsync(new Unreadable().Memory, out _));
                await told.Task;
            });
        });
        using var client = new TcpClient(AddressFamily.InterNetwork);
        await client.ConnectAsync(IPEndPoint.Parse(address("http")), Cancel);
        await client.GetStream().WriteAsync("GET / HTTP/1.1\r\nHost: live\r\n\r\n"u8.ToArray(), Cancel);

        Assert.True((await ended.Task.WaitAsync(Wait.Patience, Cancel)).IsCompleted);
        await told.Task.WaitAsync(Wait.Patience, Cancel); // although the client has said nothing
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        await Assert.ThrowsAsync<IOException>(() => reader.ReadToEndAsync(Cancel));
    }

    [Fact]
    public async Task Head_leaves_with_the_first_frame()
    {
        var address = await ServeAsync(context => StreamAsync(context, writer =>
        {
            writer.Write("data: 1\n\n"u8);
            return writer.FlushAsync().AsTask();
        }));
        using var client = new TcpClient(AddressFamily.InterNetwork);
        await client.ConnectAsync(IPEndPoint.Parse(address("http")), Cancel);
        await client.GetStream().WriteAsync("GET / HTTP/1.1\r\nHost: live\r\n\r\n"u8.ToArray(), Cancel);

        var received = new byte[10_000];
        var length = await client.GetStream().ReadAsync(received, Cancel);

        Assert.StartsWith("HTTP/1.1 200 OK\r\n", Encoding.ASCII.GetString(received, 0, length), StringComparison.Ordinal);
        Assert.Contains("\r\n\r\n9\r\ndata: 1\n\n\r\n", Encoding.ASCII.GetString(received, 0, length), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connection_that_was_used_before_is_taken_and_ends_with_its_stream()
    {
        var connections = new HashSet<string>();
        var address = await ServeAsync(context =>
        {
            connections.Add(context.Connection.Id);
            return context.Request.Path == "/page" ? context.Response.WriteAsync("page") : StreamAsync(context, writer => SendAsync(writer, 7));
        });
        using var client = new TcpClient(AddressFamily.InterNetwork);
        await client.ConnectAsync(IPEndPoint.Parse(address("http")), Cancel);
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);

        await client.GetStream().WriteAsync("GET /page HTTP/1.1\r\nHost: live\r\n\r\n"u8.ToArray(), Cancel);
        var text = new StringBuilder();
        while (!text.ToString().EndsWith("page\r\n0\r\n\r\n", StringComparison.Ordinal))
            text.Append((char)reader.Read());
        await client.GetStream().WriteAsync("GET / HTTP/1.1\r\nHost: live\r\n\r\n"u8.ToArray(), Cancel);
        var stream = await reader.ReadToEndAsync(Cancel);

        Assert.EndsWith($"\r\n\r\n{10_000:X}\r\n{Encoding.ASCII.GetString(Line(7))}\r\n0\r\n\r\n", stream, StringComparison.Ordinal);
        Assert.Single(connections);
    }

    [Fact]
    public async Task Nothing_of_the_request_is_held_while_the_stream_is_open()
    {
        WeakReference? request = null;
        var address = await ServeAsync(context =>
        {
            request = new WeakReference(context.Features.Get<IHttpResponseBodyFeature>()); // the server's own, which holds all the rest
            return StreamLine.OpenAsync(context, async line =>
            {
                await SendAsync(line.Writer(Timeout, TimeProvider.System, line.Closed), 7);
                await Task.Delay(System.Threading.Timeout.InfiniteTimeSpan, line.Closed).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            });
        });
        using var client = new HttpClient();
        using var response = await client.GetAsync($"http://{address("http")}/", HttpCompletionOption.ResponseHeadersRead, Cancel);
        await (await response.Content.ReadAsStreamAsync(Cancel)).ReadExactlyAsync(new byte[10_000], Cancel);

        await Wait.For(
            () =>
            {
                GC.Collect();
                return !request!.IsAlive;
            },
            "the request to be let go");
    }

    [Fact]
    public async Task Request_with_a_body_is_left_to_the_server()
    {
        var address = await ServeAsync(context => StreamAsync(context, writer => SendAsync(writer, 7)));
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://{address("http")}/") { Content = new StringContent("for nobody") };

        using var response = await client.SendAsync(request, Cancel);

        Assert.Equal(Encoding.ASCII.GetString(Line(7)), await response.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task Flush_that_is_given_up_is_over_before_the_farewell_begins()
    {
        var farewell = new TaskCompletionSource<Exception?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var address = await ServeAsync(context => StreamLine.OpenAsync(context, async line =>
        {
            using var stopping = new CancellationTokenSource();
            var goodbye = GoodbyeAsync(line, FillAsync(line.Writer(Timeout, TimeProvider.System, stopping.Token)));
            stopping.Cancel(); // what waits goes on inside of it
            farewell.SetResult(await goodbye);
        }));
        using var client = await OpenAndNeverReadAsync(address("http"));

        Assert.IsType<TimeoutException>(await farewell.Task.WaitAsync(Timeout, Cancel));

        static async Task<Exception?> GoodbyeAsync(StreamLine line, Task filling)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => filling);
            var writer = line.Writer(TimeSpan.FromMilliseconds(1), TimeProvider.System, line.Closed);
            writer.WriteEnd();
            var problem = await Record.ExceptionAsync(async () => await writer.FlushAsync());
            line.Abort();
            return problem;
        }
    }

    [Fact]
    public async Task Client_that_says_no_more_is_not_waited_for_with_what_it_does_not_read()
    {
        var filled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var address = await ServeAsync(context =>
        {
            context.Features.Get<IConnectionCompleteFeature>()!.OnCompleted(_ =>
            {
                ended.SetResult();
                return Task.CompletedTask;
            }, state: null!);
            return StreamLine.OpenAsync(context, async line =>
            {
                var filling = FillAsync(line.Writer(Timeout, TimeProvider.System, line.Closed));
                filled.SetResult();
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => filling);
            });
        });
        using var client = await OpenAndNeverReadAsync(address("http"));
        await filled.Task.WaitAsync(Timeout, Cancel);

        client.Client.Shutdown(SocketShutdown.Send);

        await ended.Task.WaitAsync(Timeout, Cancel);
    }

    private static async Task<TcpClient> OpenAndNeverReadAsync(string address)
    {
        var client = new TcpClient(AddressFamily.InterNetwork) { ReceiveBufferSize = 4096 };
        await client.ConnectAsync(IPEndPoint.Parse(address), Cancel);
        await client.GetStream().WriteAsync("GET / HTTP/1.1\r\nHost: live\r\n\r\n"u8.ToArray(), Cancel);
        return client;
    }

    // Returns when no more has room; goes on when there is some, or this is told to end.
    private static async Task FillAsync(EventStreamWriter writer)
    {
        while (true)
        {
            writer.Write(Line(0));
            await writer.FlushAsync();
        }
    }

    /// <summary>Memory that is gone by the time it is to be sent.</summary>
    private sealed class Unreadable : MemoryManager<byte>
    {
        public override Memory<byte> Memory => CreateMemory(10);

        public override Span<byte> GetSpan() => throw new InvalidOperationException("It is gone.");

        public override MemoryHandle Pin(int elementIndex = 0) => throw new InvalidOperationException("It is gone.");

        public override void Unpin()
        {
        }

        protected override void Dispose(bool disposing)
        {
        }
    }
}
