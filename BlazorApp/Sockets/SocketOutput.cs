using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace BlazorApp.Sockets;

/// <summary>
/// What a connection sends: handed to the socket by the thread that flushes it. Bytes that thousands of connections share can be sent
/// without being copied into any of them (<see cref="SendAsync"/>), and a connection with nothing to send holds no buffer.
/// </summary>
/// <remarks>
/// In place of the server's own output, which hands everything to a loop of each connection. It stands below TLS: what passes by
/// <see cref="SendAsync"/> is what the other side reads from the wire.
/// </remarks>
internal sealed class SocketOutput : PipeWriter
{
    // Thousands of connections share a few pools.
    private static readonly ConditionalWeakTable<MemoryPool<byte>, PipeOptions> OptionsOf = [];

    private readonly Lock gate = new();
    private readonly ConnectionContext connection;
    private readonly Socket socket;
    private readonly PipeWriter replaced;
    private readonly Pipe unsent;
    private Task sending = Task.CompletedTask;
    private bool isSending;
    private Func<Task>? rest;
    private CancellationTokenRegistration closed;

    private SocketOutput(ConnectionContext connection, Socket socket, MemoryPool<byte> pool)
    {
        (this.connection, this.socket, replaced) = (connection, socket, connection.Transport.Output);
        unsent = new Pipe(OptionsOf.GetValue(pool, MakeOptions));
    }

    /// <inheritdoc/>
    public override bool CanGetUnflushedBytes => true;

    /// <inheritdoc/>
    public override long UnflushedBytes => unsent.Writer.UnflushedBytes;

    /// <summary>Connection middleware: takes the place of a connection's output, where the connection is a socket.</summary>
    public static ConnectionDelegate Use(ConnectionDelegate next) => async connection =>
    {
        if (connection.Features.Get<IConnectionSocketFeature>() is not { Socket: var socket } || connection.Features.Get<IMemoryPoolFeature>() is not { MemoryPool: var pool })
        {
            await next(connection);
            return;
        }

        var output = new SocketOutput(connection, socket, pool);
        connection.Features.Set(output);
        connection.Transport = new Duplex(new ServerInput(connection.Transport.Input, output), output);
        ServerHeartbeat? heartbeat = null;
        if (connection.Features.Get<IConnectionHeartbeatFeature>() is { } feature)
            connection.Features.Set<IConnectionHeartbeatFeature>(heartbeat = new ServerHeartbeat(feature));
        try
        {
            await next(connection);
            if (output.rest is { } rest)
            {
                heartbeat?.Clear();
                await output.GoOnAsync(rest);
            }
        }
        finally
        {
            await output.EndAsync();
        }
    };

    /// <summary>
    /// The output by which chunks of a response can be sent past the server: of HTTP/1.1, which sends a body without a length in chunks
    /// (RFC 9112, 7.1), without TLS, and whose body nothing stands before, such as compression; else null, because other bytes go over the wire.
    /// Null also for a request with a body, of which the server reads the rest when the request ends.
    /// </summary>
    public static SocketOutput? Of(HttpContext context) =>
        context.Request.Protocol == HttpProtocol.Http11 && context.Features.Get<ITlsHandshakeFeature>() is null
            && context.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: true } && HasBodyOfServer(context)
            ? context.Features.Get<SocketOutput>()
            : null;

    /// <summary>Whether the connection was taken from the server, which has not noticed yet.</summary>
    public bool IsTaken { get; private set; }

    /// <summary>Ends when nobody is on the other side any more.</summary>
    public CancellationToken Closed => connection.ConnectionClosed;

    /// <summary>
    /// Takes the connection from the server when the request that is being served ends: the server lets go of all that it holds for it, and what
    /// is written from then on goes over the wire as it is. The connection ends with what is given here.
    /// </summary>
    /// <remarks>
    /// Called once, by the one who serves the request, when the response has started and nothing more of it is going to be written: it stays open.
    /// What has not been flushed by then leaves with the first flush of what is given here.
    /// </remarks>
    /// <param name="goOn">Serves the connection to its end; called without anything of the request around it.</param>
    public void TakeOver(Func<Task> goOn) => (rest, IsTaken) = (goOn, true);

    /// <summary>Ends the connection, whatever is on its way.</summary>
    public void Abort() => connection.Abort();

    /// <summary>Sends bytes after everything that was written, without copying them if the socket takes them, and nothing else has to leave first.</summary>
    /// <param name="bytes">What the other side is to read from the wire.</param>
    /// <param name="isHeld">Whether the bytes are still on their way, so that they must not change any more.</param>
    /// <returns>As for <see cref="FlushAsync"/>; completed at once when the socket took all of it, or what it did not take may wait.</returns>
    public ValueTask<FlushResult> SendAsync(ReadOnlyMemory<byte> bytes, out bool isHeld)
    {
        isHeld = false;
        if (Volatile.Read(ref isSending) || UnflushedBytes > 0)
        {
            unsent.Writer.Write(bytes.Span);
            return FlushAsync(CancellationToken.None);
        }

        var send = SocketSender.SendAsync(socket, bytes);
        Exception? problem = null;
        if (send.IsCompletedSuccessfully && (problem = send.Result) is null)
            return default;
        isHeld = problem is null;
        lock (gate)
        {
            isSending = true;
            sending = SendWhatComesAsync(isHeld ? send : new ValueTask<Exception?>(problem));
        }

        return new ValueTask<FlushResult>(new FlushResult(isCanceled: false, isCompleted: !isHeld));
    }

    /// <inheritdoc/>
    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        if (IsTaken)
            return default;
        var flush = unsent.Writer.FlushAsync(cancellationToken);
        _ = SendUnsentAsync();
        return flush;
    }

    /// <inheritdoc/>
    public override Memory<byte> GetMemory(int sizeHint = 0) => IsTaken ? new byte[Math.Max(sizeHint, 16)] : unsent.Writer.GetMemory(sizeHint);

    /// <inheritdoc/>
    public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <inheritdoc/>
    public override void Advance(int bytes)
    {
        if (!IsTaken) // else it is the end of the response, which does not end
            unsent.Writer.Advance(bytes);
    }

    /// <inheritdoc/>
    public override void CancelPendingFlush() => unsent.Writer.CancelPendingFlush();

    // What was flushed is sent, whatever the server ends it for.
    /// <inheritdoc/>
    public override void Complete(Exception? exception = null)
    {
        if (!IsTaken)
            unsent.Writer.Complete();
    }

    // The server's body and the slowest reading that it bears are one object of it (Http1Connection). Whoever stands before the body has an
    // object of its own, and no reason to replace the other feature.
    private static bool HasBodyOfServer(HttpContext context) =>
        ReferenceEquals(context.Features.Get<IHttpResponseBodyFeature>(), context.Features.Get<IHttpMinResponseDataRateFeature>());

    // As much as the server itself lets wait for a client before a flush does.
    private static PipeOptions MakeOptions(MemoryPool<byte> pool) =>
        new(pool, PipeScheduler.Inline, PipeScheduler.Inline, 64 * 1024, 32 * 1024, useSynchronizationContext: false);

    // As the server does it, whoever says that nothing more comes from there is not waited for with what he does not read either.
    private async Task GoOnAsync(Func<Task> serve)
    {
        (rest, IsTaken) = (null, false);
        closed = connection.ConnectionClosed.UnsafeRegister(static gone => ((ConnectionContext)gone!).Abort(), connection);
        try
        {
            await serve();
        }
        catch
        {
            connection.Abort();
            throw;
        }
    }

    // The server ends the socket when its own output ends, so that has to wait for what is on its way.
    private async Task EndAsync()
    {
        await unsent.Writer.CompleteAsync().ConfigureAwait(false);
        await SendUnsentAsync().ConfigureAwait(false);
        await unsent.Reader.CompleteAsync().ConfigureAwait(false);
        await replaced.CompleteAsync().ConfigureAwait(false);
        await closed.DisposeAsync().ConfigureAwait(false);
    }

    /// <returns>Completed when all has been sent, by this call or by the one that is at it already.</returns>
    private Task SendUnsentAsync()
    {
        lock (gate)
        {
            if (!isSending)
            {
                isSending = true;
                sending = SendWhatComesAsync(first: default);
            }

            return sending;
        }
    }

    // Goes on wherever the socket has room, and not where the caller lives: a page that is being rendered has a thread of its own, so to say,
    // and what was flushed does not wait for it.
    private async Task SendWhatComesAsync(ValueTask<Exception?> first)
    {
        var problem = await first.ConfigureAwait(false);
        while (problem is null && TakeUnsent() is { IsEmpty: false } bytes)
        {
            problem = await SocketSender.SendAsync(socket, bytes).ConfigureAwait(false);
            unsent.Reader.AdvanceTo(bytes.End);
        }

        if (problem is null)
            return;
        // Every flush from now on tells so; nothing more is sent, and so this stays at it. And whoever waits for the client to say something is
        // told as well, by a thread that holds no lock of ours.
        await unsent.Reader.CompleteAsync().ConfigureAwait(false);
        ThreadPool.UnsafeQueueUserWorkItem(
            static failed => failed.connection.Abort(new ConnectionAbortedException("Sending failed.", failed.problem)), (connection, problem), preferLocal: false);
    }

    private ReadOnlySequence<byte> TakeUnsent()
    {
        lock (gate)
        {
            if (unsent.Reader.TryRead(out var result))
            {
                if (!result.Buffer.IsEmpty)
                    return result.Buffer;
                unsent.Reader.AdvanceTo(result.Buffer.End);
            }

            isSending = false;
            return default;
        }
    }

    private sealed class Duplex(PipeReader input, PipeWriter output) : IDuplexPipe
    {
        public PipeReader Input => input;

        public PipeWriter Output => output;
    }
}
