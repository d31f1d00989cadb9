using System.IO.Compression;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Text;
using BlazorApp.EventStream;
using BlazorApp.Sockets;
using Tests.Fixtures;
using Xunit;

namespace Tests.Component.Sockets;

/// <summary>A server's responses and bytes that are shared, on one socket.</summary>
public sealed class SocketOutputs : SocketTest
{
    private const int Many = 400; // of 10,000 bytes: more than sockets and pipes hold for a client that does not read

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

        using var client = new HttpClient(new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, seen, _, _) => Certificate.Equals(seen) } });
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
}
