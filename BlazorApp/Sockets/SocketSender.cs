using System.Buffers;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Threading.Tasks.Sources;

namespace BlazorApp.Sockets;

/// <summary>One sending on a socket. What the socket takes at once leaves nothing behind; what it does not is finished when it has room.</summary>
/// <remarks>
/// Not <see cref="Socket.Send(ReadOnlySpan{byte}, SocketFlags, out SocketError)"/> of a socket that does not block: it does not tell how
/// much of what it could not take whole has been sent.
/// </remarks>
internal sealed class SocketSender : SocketAsyncEventArgs, IValueTaskSource<Exception?>
{
    [ThreadStatic]
    private static SocketSender? free;

    private ManualResetValueTaskSourceCore<Exception?> source;

    private SocketSender()
        : base(unsafeSuppressExecutionContextFlow: true)
    {
    }

    private Exception? Problem => SocketError == SocketError.Success ? null : new SocketException((int)SocketError);

    /// <summary>Sends all of the bytes. They must not change until then.</summary>
    /// <returns>Why they were not sent; null when they were. It never throws.</returns>
    public static ValueTask<Exception?> SendAsync(Socket socket, ReadOnlyMemory<byte> bytes)
    {
        var sender = Take();
        sender.SetBuffer(MemoryMarshal.AsMemory(bytes));
        return sender.SendBy(socket);
    }

    /// <summary>Sends all of the bytes, in one write. They must not change until then.</summary>
    /// <inheritdoc cref="SendAsync(Socket, ReadOnlyMemory{byte})" path="/returns"/>
    public static ValueTask<Exception?> SendAsync(Socket socket, ReadOnlySequence<byte> bytes)
    {
        if (bytes.IsSingleSegment)
            return SendAsync(socket, bytes.First);
        var blocks = new List<ArraySegment<byte>>();
        foreach (var block in bytes)
            blocks.Add(MemoryMarshal.TryGetArray(block, out var array) ? array : block.ToArray());
        var sender = Take();
        sender.BufferList = blocks;
        return sender.SendBy(socket);
    }

    /// <inheritdoc/>
    Exception? IValueTaskSource<Exception?>.GetResult(short token)
    {
        var problem = source.GetResult(token);
        source.Reset();
        Release();
        return problem;
    }

    /// <inheritdoc/>
    ValueTaskSourceStatus IValueTaskSource<Exception?>.GetStatus(short token) => source.GetStatus(token);

    /// <inheritdoc/>
    void IValueTaskSource<Exception?>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        source.OnCompleted(continuation, state, token, flags);

    /// <inheritdoc/>
    protected override void OnCompleted(SocketAsyncEventArgs e) => source.SetResult(Problem);

    private static SocketSender Take()
    {
        var sender = free ?? new SocketSender();
        free = null;
        return sender;
    }

    private ValueTask<Exception?> SendBy(Socket socket)
    {
        Exception? problem;
        try
        {
            if (socket.SendAsync(this))
                return new ValueTask<Exception?>(this, source.Version);
            problem = Problem;
        }
        catch (Exception exception)
        {
            // That the connection has just ended, mostly. Whatever it is, these bytes are missing, which is all that is to be known of it here.
            problem = exception;
        }

        Release();
        return new ValueTask<Exception?>(problem);
    }

    private void Release()
    {
        if (BufferList is null)
            SetBuffer(default);
        else
            BufferList = null;
        if (free is null)
            free = this;
        else
            Dispose();
    }
}
