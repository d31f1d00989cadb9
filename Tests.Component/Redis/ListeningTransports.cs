using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Pipeline.Redis;
using StackExchange.Redis;
using StackExchange.Redis.Configuration;
using Tests.Component.Sockets;
using Xunit;

namespace Tests.Component.Redis;

/// <summary>The connection on which Redis is listened to.</summary>
public sealed class ListeningTransports : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    private readonly Socket listener = new(SocketType.Stream, ProtocolType.Tcp);
    private readonly ConfigurationOptions options = new();
    private readonly Received received = new();
    private readonly EndPoint address;

    public ListeningTransports()
    {
        listener.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));
        listener.Listen();
        address = listener.LocalEndPoint!;
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => listener.Dispose();

    [Fact]
    public async Task What_comes_is_handed_over_and_told_of_by_one_thread_of_its_own()
    {
        var (transport, redis) = await ConnectAsync();
        await using var _ = transport;
        transport.Start(received);

        redis.Send("first"u8);
        Assert.Equal(("first", "batch", "told"), (await received.NextAsync(), await received.NextAsync(), await received.NextAsync()));
        redis.Send("second"u8);
        Assert.Equal(("second", "batch", "told"), (await received.NextAsync(), await received.NextAsync(), await received.NextAsync()));

        Assert.Equal("Redis listener", Assert.Single(received.Threads.Distinct()).Name);
    }

    [Fact]
    public async Task More_than_one_reading_holds_says_that_there_is_more()
    {
        var (transport, redis) = await ConnectAsync();
        await using var _ = transport;
        redis.Send(new byte[100_000]);

        transport.Start(received);

        Assert.Equal(new string('\0', 32 * 1024), await received.NextAsync());
        Assert.Equal(("batch", "told of more"), (await received.NextAsync(), await received.NextAsync()));
    }

    [Fact]
    public async Task What_is_written_goes_out_when_it_is_flushed_and_once()
    {
        var (transport, redis) = await ConnectAsync();
        await using var _ = transport;
        transport.Start(received);

        foreach (var text in new[] { "one ", "two" })
        {
            var bytes = Encoding.ASCII.GetBytes(text);
            bytes.CopyTo(transport.GetMemory(bytes.Length));
            transport.Advance(bytes.Length);
            Assert.True(transport.Flush());
        }

        using var stream = new NetworkStream(redis);
        var read = new byte[7];
        await stream.ReadExactlyAsync(read, Cancel);
        Assert.Equal("one two", Encoding.ASCII.GetString(read));
    }

    [Fact]
    public async Task End_of_Redis_is_no_fault_and_the_socket_is_closed()
    {
        var (transport, redis) = await ConnectAsync();
        transport.Start(received);

        redis.Shutdown(SocketShutdown.Send);

        Assert.Equal(("told of more", "closed"), (await received.NextAsync(), await received.NextAsync()));
        Assert.Equal(0, await redis.ReceiveAsync(new byte[1], Cancel));
    }

    [Fact]
    public async Task Connection_that_breaks_is_a_fault()
    {
        var (transport, redis) = await ConnectAsync();
        transport.Start(received);

        redis.Close(timeout: 0); // resets

        Assert.Equal(("told of more", "closed by IOException"), (await received.NextAsync(), await received.NextAsync()));
    }

    [Fact]
    public async Task Who_is_told_to_close_says_so_and_without_a_fault()
    {
        var (transport, redis) = await ConnectAsync();
        transport.Start(received);

        await transport.DisposeAsync();

        Assert.Equal(("told of more", "closed"), (await received.NextAsync(), await received.NextAsync()));
        Assert.Equal(0, await redis.ReceiveAsync(new byte[1], Cancel));
    }

    [Fact]
    public async Task Who_refuses_what_came_is_told_that_it_is_closed()
    {
        var (transport, redis) = await ConnectAsync();
        received.Refuses = true;
        transport.Start(received);

        redis.Send("no"u8);

        Assert.Equal(("no", "told of more", "closed"), (await received.NextAsync(), await received.NextAsync(), await received.NextAsync()));
        Assert.Equal(0, await redis.ReceiveAsync(new byte[1], Cancel));
    }

    [Fact]
    public async Task Connection_that_nobody_takes_is_closed_and_who_comes_late_is_told_so()
    {
        var (transport, redis) = await ConnectAsync(patience: TimeSpan.FromMilliseconds(50));
        Assert.Equal(0, await redis.ReceiveAsync(new byte[1], Cancel));

        transport.Start(received);

        Assert.Equal("closed", await received.NextAsync());
    }

    [Fact]
    public async Task Nobody_there_is_an_error_of_the_socket()
    {
        listener.Dispose();

        await Assert.ThrowsAsync<SocketException>(() => ConnectAsync());
    }

    [Fact]
    public async Task Way_to_Redis_that_takes_too_long_is_given_up()
    {
        await Assert.ThrowsAsync<TimeoutException>(() => ConnectAsync(new Detour(address, isEndless: true), TimeSpan.FromMilliseconds(50)));
    }

    [Fact]
    public async Task Way_that_is_configured_is_taken()
    {
        var detour = new Detour(address);
        var connecting = ListeningTransport.ConnectAsync(new DnsEndPoint("redis.invalid", 6379), new TlsOptions(options), detour, Long, received.Tell, Cancel);
        using var redis = await listener.AcceptAsync(Cancel);
        await using var transport = await connecting;

        Assert.Equal(["before connecting", "connected"], detour.Steps);
    }

    [Fact]
    public async Task Encrypted_it_is_encrypted_and_says_as_well_that_there_is_more()
    {
        options.Ssl = true;
        using var certificate = LocalCertificate.Create();
        options.CertificateValidation += (_, seen, _, _) => certificate.Equals(seen);
        var connecting = ListeningTransport.ConnectAsync(address, new TlsOptions(options), path: null, Long, received.Tell, Cancel);
        await using var redis = new SslStream(new NetworkStream(await listener.AcceptAsync(Cancel), ownsSocket: true));
        await redis.AuthenticateAsServerAsync(certificate, clientCertificateRequired: false, checkCertificateRevocation: false);
        await using var transport = await connecting;
        transport.Start(received);

        Assert.True(transport.IsEncrypted);
        await redis.WriteAsync("secret"u8.ToArray(), Cancel);
        Assert.Equal(("secret", "batch", "told"), (await received.NextAsync(), await received.NextAsync(), await received.NextAsync()));
        await redis.WriteAsync(new byte[100_000], Cancel);
        while (await received.NextAsync() is var next && next != "told of more")
            Assert.True(next is "batch" or "told" || next.Trim('\0').Length == 0, next);
    }

    [Fact]
    public async Task Certificate_that_is_not_accepted_is_an_error_of_authentication()
    {
        options.Ssl = true;
        using var certificate = LocalCertificate.Create();
        var connecting = ListeningTransport.ConnectAsync(address, new TlsOptions(options), path: null, Long, received.Tell, Cancel);
        await using var redis = new SslStream(new NetworkStream(await listener.AcceptAsync(Cancel), ownsSocket: true));
        var serving = redis.AuthenticateAsServerAsync(certificate, clientCertificateRequired: false, checkCertificateRevocation: false);

        await Assert.ThrowsAsync<AuthenticationException>(() => connecting);
        await serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext); // it depends on the version of TLS whether this side hears of it
    }

    private async Task<(ListeningTransport Transport, Socket Redis)> ConnectAsync(Tunnel? path = null, TimeSpan? patience = null)
    {
        var transport = await ListeningTransport.ConnectAsync(address, new TlsOptions(options), path, patience ?? Long, received.Tell, Cancel);
        return (transport, await listener.AcceptAsync(Cancel));
    }
}
