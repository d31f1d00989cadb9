using System.Buffers;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using RESPite.Transports;
using StackExchange.Redis;
using StackExchange.Redis.Configuration;

namespace Pipeline.Redis;

/// <summary>
/// A connection to Redis on which channels are heard: a thread of its own waits for bytes in a blocking call and hands them to
/// StackExchange.Redis, so that between a message's coming and its being passed on no other thread has to be woken.
/// </summary>
/// <remarks>
/// It belongs to StackExchange.Redis, which disposes it. When nothing more comes it says so and closes itself. The socket is not used
/// asynchronously, else the runtime would watch it as well and wake a thread for each message.
/// </remarks>
internal sealed class ListeningTransport : DuplexTransport
{
    // Holds more messages than are taken in by this thread at a stretch, unless they are large.
    private const int BufferSize = 32 * 1024;

    private const int Offered = 0;
    private const int Adopted = 1;
    private const int Abandoned = 2;

    private readonly ArrayBufferWriter<byte> unsent = new();
    private readonly TaskCompletionSource connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim begun = new(0);
    private readonly CancellationTokenSource givenUp = new();
    private readonly Socket socket;
    private readonly TimeSpan patience;
    private readonly Action<bool> received;
    private Stream? stream;
    private TransportReceiver? receiver;
    private int state = Offered;
    private bool ended;

    private ListeningTransport(EndPoint address, TimeSpan patience, Action<bool> received)
    {
        (this.patience, this.received) = (patience, received);
        if (address is UnixDomainSocketEndPoint)
        {
            socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        }
        else
        {
            // As StackExchange.Redis makes its own.
            socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        }

        socket.SendTimeout = (int)patience.TotalMilliseconds; // nobody waits for ever in sending to one who does not read
    }

    /// <inheritdoc/>
    public override bool IsEncrypted => stream is SslStream;

    /// <summary>Connects.</summary>
    /// <param name="endpoint">The Redis.</param>
    /// <param name="tls">Whether and how the connection is encrypted.</param>
    /// <param name="path">What the configuration puts between here and Redis; null for nothing.</param>
    /// <param name="patience">How long connecting, being adopted and sending may take, each.</param>
    /// <param name="received">
    /// Called by the thread when what it received has reached the queues of those who subscribed, and before it waits again. Says whether there
    /// is more to receive already.
    /// </param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SocketException">Nobody answers there.</exception>
    /// <exception cref="AuthenticationException">The server's certificate is not accepted.</exception>
    /// <exception cref="TimeoutException">It took longer than <paramref name="patience"/>.</exception>
    public static async Task<ListeningTransport> ConnectAsync(
        EndPoint endpoint, TlsOptions tls, Tunnel? path, TimeSpan patience, Action<bool> received, CancellationToken cancellationToken)
    {
        var address = path is null ? endpoint : await path.GetSocketConnectEndpointAsync(endpoint, cancellationToken);
        var transport = new ListeningTransport(address ?? endpoint, patience, received);
        new Thread(() => transport.Run(endpoint, address ?? endpoint, tls, path)) { IsBackground = true, Name = "Redis listener" }.UnsafeStart();
        try
        {
            await transport.connected.Task.WaitAsync(patience, cancellationToken);
            return transport;
        }
        catch
        {
            transport.End();
            throw;
        }
    }

    /// <inheritdoc/>
    public override Memory<byte> GetMemory(int sizeHint = 0) => unsent.GetMemory(sizeHint);

    /// <inheritdoc/>
    public override void Advance(int count) => unsent.Advance(count);

    /// <inheritdoc/>
    public override bool Flush()
    {
        try
        {
            stream!.Write(unsent.WrittenSpan);
        }
        catch
        {
            End(); // a part may have gone out, and what follows would be taken for its rest
            throw;
        }
        finally
        {
            unsent.ResetWrittenCount();
        }

        return true;
    }

    /// <inheritdoc/>
    public override void Start(TransportReceiver receiver)
    {
        this.receiver = receiver;
        if (Interlocked.CompareExchange(ref state, Adopted, Offered) == Offered)
            begun.Release();
        else
            receiver.OnClosed(fault: null);
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        End();
        return ValueTask.CompletedTask;
    }

    private void Run(EndPoint endpoint, EndPoint address, TlsOptions tls, Tunnel? path)
    {
        try
        {
            stream = Connect(endpoint, address, tls, path);
        }
        catch (Exception exception)
        {
            connected.SetException(exception);
            _ = connected.Task.Exception; // seen, though nobody may wait for it any more
            return;
        }

        connected.SetResult();
        // One who gave up meanwhile does not take it any more, and nobody else would close it.
        begun.Wait(patience);
        if (Interlocked.CompareExchange(ref state, Abandoned, Offered) == Offered)
            End();
        else
            Tell(Receive(receiver!));
        stream.Dispose();
    }

    // What was received last may not have been told of. Elsewhere, because at once StackExchange.Redis connects anew; and its errors are those of a task, as in
    // its own reading.
    private void Tell(Exception? fault) => _ = Task.Run(() =>
    {
        received(true);
        receiver!.OnClosed(fault);
    });

    private Stream Connect(EndPoint endpoint, EndPoint address, TlsOptions tls, Tunnel? path)
    {
        path?.BeforeSocketConnectAsync(endpoint, ConnectionType.Subscription, socket, givenUp.Token).AsTask().GetAwaiter().GetResult();
        socket.Connect(address);
        var connection = path?.BeforeAuthenticateAsync(endpoint, ConnectionType.Subscription, socket, givenUp.Token).AsTask().GetAwaiter().GetResult()
            ?? new NetworkStream(socket, ownsSocket: false);
        if (!tls.IsEnabled)
            return connection;
        var host = tls.ResolveHost(endpoint);
        var encrypted = new SslStream(connection, leaveInnerStreamOpen: false, tls.CertificateValidationCallback, tls.CertificateSelectionCallback);
        if (tls.GetSslClientAuthenticationOptions(host) is { } options)
            encrypted.AuthenticateAsClient(options);
        else
            encrypted.AuthenticateAsClient(host, clientCertificates: null, tls.SslProtocols ?? SslProtocols.None, tls.CheckCertificateRevocation);
        return encrypted;
    }

    /// <returns>Why nothing more comes; null when the other side, or this one, has closed.</returns>
    private Exception? Receive(TransportReceiver receiver)
    {
        var buffer = GC.AllocateUninitializedArray<byte>(BufferSize);
        try
        {
            while (true)
            {
                // Not by reading at once: who waits in there is woken while the sender still holds the connection, and waits again for that.
                if (stream is NetworkStream)
                    socket.Poll(Timeout.InfiniteTimeSpan, SelectMode.SelectRead);
                var count = stream!.Read(buffer);
                if (count == 0 || !receiver.OnReceived(buffer.AsSpan(0, count)))
                    return null;
                receiver.OnBatchEnd();
                received(count == buffer.Length || (stream is not NetworkStream && socket.Available > 0)); // by TLS come 16 KiB at most
            }
        }
        catch (Exception exception)
        {
            // Whatever it is, nothing more is received here, and StackExchange.Redis says so and connects anew.
            return Volatile.Read(ref ended) ? null : exception;
        }
        finally
        {
            End();
        }
    }

    private void End()
    {
        if (Interlocked.Exchange(ref ended, true))
            return;
        socket.Dispose(); // ends a call that waits
        _ = givenUp.CancelAsync();
        begun.Release(); // whoever waits to begin is at its end at once
    }
}
