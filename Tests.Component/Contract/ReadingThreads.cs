using System.Net;
using System.Net.Sockets;
using Pipeline.Redis;
using Xunit;

namespace Tests.Component.Contract;

/// <summary>How the bytes that Redis sends are read.</summary>
public sealed class ReadingThreads : IDisposable
{
    private readonly Socket server;
    private readonly ReadingThread stream;
    private readonly byte[] buffer = new byte[16];
    private int waits;

    public ReadingThreads()
    {
        using var listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));
        listener.Listen();
        var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
        client.Connect(listener.LocalEndPoint!);
        server = listener.Accept();
        stream = new ReadingThread(client, () => waits++);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        stream.Dispose();
        server.Dispose();
    }

    [Fact]
    public async Task Reader_goes_on_on_the_thread_that_waited_and_stays_there()
    {
        var reading = ReadTwiceAsync();
        server.Send([1]);
        server.Send([2]);

        var (first, second) = await reading;

        Assert.Same(first, second);
        Assert.Equal("Redis reader", first.Name);
        Assert.Equal(2, waits);

        async Task<(Thread First, Thread Second)> ReadTwiceAsync()
        {
            await stream.ReadExactlyAsync(buffer.AsMemory(0, 1), Cancel).ConfigureAwait(false);
            var first = Thread.CurrentThread;
            await stream.ReadExactlyAsync(buffer.AsMemory(0, 1), Cancel).ConfigureAwait(false);
            var both = (first, Thread.CurrentThread);
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding); // the test goes on elsewhere
            return both;
        }
    }

    [Fact]
    public async Task What_is_written_arrives()
    {
        await stream.WriteAsync("PING\r\n"u8.ToArray(), Cancel);

        Assert.Equal("PING\r\n"u8, buffer.AsSpan(0, server.Receive(buffer)));
    }

    [Fact]
    public async Task End_of_the_other_side_is_the_end_of_the_stream()
    {
        var reading = stream.ReadAsync(buffer, Cancel);

        server.Shutdown(SocketShutdown.Send);

        Assert.Equal(0, await reading);
    }

    [Fact]
    public async Task Connection_that_breaks_is_an_IO_error()
    {
        var reading = stream.ReadAsync(buffer, Cancel).AsTask();

        server.Close(timeout: 0); // resets

        await Assert.ThrowsAsync<IOException>(() => reading);
    }

    [Fact]
    public async Task Who_still_reads_when_it_is_closed_is_at_the_end()
    {
        var reading = stream.ReadAsync(buffer, Cancel).AsTask();

        stream.Dispose();

        Assert.Equal(0, await reading);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => stream.ReadAsync(buffer, Cancel).AsTask());
    }
}
