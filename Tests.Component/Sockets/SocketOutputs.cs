using System.Buffers;
using System.IO.Compression;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using BlazorApp.EventStream;
using BlazorApp.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using Tests.Fixtures;
using Xunit;

namespace Tests.Component.Sockets;

/// <summary>A server's responses and bytes that are shared, on one socket.</summary>
public sealed class SocketOutputs : IAsyncDisposable
{
    private const int Many = 400; // of 10,000 bytes: more than sockets and pipes hold for a client that does not read

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly X509Certificate2 certificate = LocalCertificate.Create();
    private WebApplication? server;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("http", "1.1", true)]
    [InlineData("https", "1.1", false)]
    [InlineData("https", "2.0", false)]
    public async Task What_is_written_and_what_is_shared_come_whole_and_in_order(string scheme, string version, bool past)
    {
        var passed = false;
        var address = await ServeAsync(context =>
        {
            passed = SocketOutput.Of(context) is not null;
            return StreamAsync(context, WriteAsync);
        });

        async Task WriteAsync(EventStreamWriter writer)
        {
            for (var number = 0; number < Many; number += 4)
            {
                writer.Write(Line(number));
                await writer.FlushAsync();
                await SendAsync(writer, number + 1);
                await SendAsync(writer, number + 2, number + 3);
            }
        }

        using var client = new HttpClient(new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, seen, _, _) => certificate.Equals(seen) } });
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{scheme}://{address(scheme)}/")
        {
            Version = Version.Parse(version),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };

        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
        var text = await response.Content.ReadAsStringAsync(Cancel);

        Assert.Equal(past, passed);
        Assert.Equal(Enumerable.Range(0, Many).Select(number => $"{number} "), text.Split('.', StringSplitOptions.RemoveEmptyEntries).Select(line => line[..(line.IndexOf(' ') + 1)]));
        Assert.Equal(Many * 10_000, text.Length);
    }

    [Fact]
    public async Task Client_that_does_not_read_is_waited_for_and_gets_all_of_it_once_it_reads()
    {
        var sent = 0;
        var address = await ServeAsync(context => StreamAsync(context, async writer =>
        {
            for (; sent < Many; sent++)
                await SendAsync(writer, sent);
        }));
        using var client = new TcpClient(AddressFamily.InterNetwork) { ReceiveBufferSize = 4096 };
        await client.ConnectAsync(IPEndPoint.Parse(address("http")), Cancel);
        await client.GetStream().WriteAsync("GET / HTTP/1.1\r\nHost: live\r\nConnection: close\r\n\r\n"u8.ToArray(), Cancel);

        // It has come to a stop when nothing is added between two looks of which each found the same.
        var before = -1;
        await Wait.For(() => before == (before = Volatile.Read(ref sent)) && before > 0, "the server to wait");
        Assert.InRange(before, 1, Many - 1);

        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        var text = await reader.ReadToEndAsync(Cancel);
        var chunks = Enumerable.Range(0, Many).Select(number => $"{10_000:X}\r\n{Encoding.ASCII.GetString(Line(number))}\r\n");
        Assert.Equal(string.Concat(chunks) + "0\r\n\r\n", text[(text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]);
    }

    [Fact]
    public async Task Client_that_is_gone_ends_the_sending()
    {
        var ended = new TaskCompletionSource<FlushResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        var address = await ServeAsync(context => StreamAsync(context, async writer =>
        {
            FlushResult result;
            do
                result = await writer.BeginSend(Round(1));
            while (!result.IsCompleted);
            ended.SetResult(result);
        }));
        using (var client = new TcpClient(AddressFamily.InterNetwork) { LingerState = new LingerOption(true, 0) })
        {
            await client.ConnectAsync(IPEndPoint.Parse(address("http")), Cancel);
            await client.GetStream().WriteAsync("GET / HTTP/1.1\r\nHost: live\r\n\r\n"u8.ToArray(), Cancel);
            await client.GetStream().ReadExactlyAsync(new byte[100], Cancel);
        }

        Assert.True((await ended.Task.WaitAsync(Wait.Patience, Cancel)).IsCompleted);
    }

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
    public async Task Response_with_something_before_its_body_does_not_send_past_it()
    {
        SocketOutput? before = null, after = null;
        var address = await ServeAsync(async context =>
        {
            before = SocketOutput.Of(context);
            var (body, compressed) = (context.Response.Body, new GZipStream(context.Response.Body, CompressionLevel.Fastest));
            (context.Response.Body, context.Response.Headers.ContentEncoding) = (compressed, "gzip");
            after = SocketOutput.Of(context);
            await StreamAsync(context, async writer =>
            {
                await SendAsync(writer, 7);
                await SendAsync(writer, 8, 9);
            });
            await compressed.DisposeAsync();
            context.Response.Body = body;
        });
        using var client = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.GZip }) { BaseAddress = new Uri($"http://{address("http")}/") };

        Assert.Equal(string.Concat(Encoding.ASCII.GetString(Line(7)), Encoding.ASCII.GetString(Line(8)), Encoding.ASCII.GetString(Line(9))), await client.GetStringAsync("", Cancel));
        Assert.NotNull(before);
        Assert.Null(after);
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

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
            await server.DisposeAsync();
        certificate.Dispose();
    }

    /// <summary>Serves on free ports of the loopback, and tells of each scheme where.</summary>
    private async Task<Func<string, string>> ServeAsync(RequestDelegate handle)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Use(SocketOutput.Use));
            kestrel.Limits.MinResponseDataRate = null; // else the server ends by itself what does not read
            kestrel.ConfigureHttpsDefaults(https => https.ServerCertificate = certificate);
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.UseHttps());
        });
        server = builder.Build();
        server.Run(handle);
        await server.StartAsync(Cancel);
        return scheme => new Uri(server.Urls.First(url => url.StartsWith($"{scheme}:", StringComparison.Ordinal))).Authority;
    }

    private static Task StreamAsync(HttpContext context, Func<EventStreamWriter, Task> write) => StreamLine.OpenAsync(context, async line =>
    {
        var writer = line.Writer(Timeout, TimeProvider.System, line.Closed);
        await write(writer);
        writer.WriteEnd();
        await writer.FlushAsync();
    });

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

    private static async Task SendAsync(EventStreamWriter writer, params int[] numbers) => await writer.BeginSend(Round(numbers));

    private static DeliveryRound Round(params int[] numbers)
    {
        var round = new DeliveryRound();
        foreach (var number in numbers)
            round.Add(new SharedFrame(Line(number)));
        return round;
    }

    private static byte[] Line(int number) => Encoding.ASCII.GetBytes($"{number} {new string('x', 10_000)}"[..9_999] + ".");

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
