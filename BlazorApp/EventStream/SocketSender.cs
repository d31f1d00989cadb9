using System.Buffers;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Threading.Tasks.Sources;

namespace BlazorApp.EventStream;

/// <summary>One sending on a socket. What the socket takes at once leaves nothing behind; what it does not is finished when it has room.</summary>
/// <remarks>
/// Not <see cref="Socket.Send(ReadOnlySpan{byte}, SocketFlags, out SocketError)"/> of a socket that does not block: it does not tell how
/// much of what it could not take whole has been sent.
/// </remarks>
internal sealed class SocketSender : SocketAsyncEventArgs, IValueTaskSource<SocketError>
{
    [ThreadStatic]
    private static SocketSender? free;

    private ManualResetValueTaskSourceCore<SocketError> source;

    private SocketSender()
        : base(unsafeSuppressExecutionContextFlow: true)
    {
    }

    /// <summary>Sends all of the bytes. They must not change until then.</summary>
    public static ValueTask<SocketError> SendAsync(Socket socket, ReadOnlyMemory<byte> bytes)
    {
        var sender = Take();
        sender.SetBuffer(MemoryMarshal.AsMemory(bytes));
        return sender.SendBy(socket);
    }

    /// <summary>Sends all of the bytes, in one write. They must not change until then.</summary>
    public static ValueTask<SocketError> SendAsync(Socket socket, ReadOnlySequence<byte> bytes)
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
    SocketError IValueTaskSource<SocketError>.GetResult(short token)
    {
        source.GetResult(token);
        source.Reset();
        return Release();
    }

    /// <inheritdoc/>
    ValueTaskSourceStatus IValueTaskSource<SocketError>.GetStatus(short token) => source.GetStatus(token);

    /// <inheritdoc/>
    void IValueTaskSource<SocketError>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        source.OnCompleted(continuation, state, token, flags);

    /// <inheritdoc/>
    protected override void OnCompleted(SocketAsyncEventArgs e) => source.SetResult(SocketError);

    private static SocketSender Take()
    {
        var sender = free ?? new SocketSender();
        free = null;
        return sender;
    }

    private ValueTask<SocketError> SendBy(Socket socket)
    {
        try
        {
            if (socket.SendAsync(this))
                return new ValueTask<SocketError>(this, source.Version);
        }
        catch (ObjectDisposedException)
        {
            SocketError = SocketError.Shutdown;
        }

        return new ValueTask<SocketError>(Release());
    }

    private SocketError Release()
    {
        var error = SocketError;
        if (BufferList is null)
            SetBuffer(default);
        else
            BufferList = null;
        if (free is null)
            free = this;
        else
            Dispose();
        return error;
    }
}
