using System.Net.Sockets;
using System.Threading.Tasks.Sources;

namespace Pipeline.Redis;

/// <summary>
/// A connected socket whose bytes are waited for by a thread of its own. Whoever reads goes on on that thread: between a message's coming
/// and its being read no other thread has to be woken.
/// </summary>
/// <remarks>
/// The socket must not have been used asynchronously: else the runtime waits for it on a thread of its own and wakes this one. Reading is for
/// one at a time, as is writing.
/// </remarks>
internal sealed class ReadingThread : Stream, IValueTaskSource<int>
{
    private readonly Socket socket;
    private readonly Action reading;
    private readonly SemaphoreSlim asked = new(0);
    private ManualResetValueTaskSourceCore<int> source; // goes on on the thread that completes it
    private Memory<byte> buffer;
    private volatile bool isAwaited;
    private volatile bool ended;

    /// <param name="socket">Connected. It is closed with the stream.</param>
    /// <param name="reading">
    /// Called before the next bytes are waited for, when what came before has been worked through; on this stream's thread as long as the reader
    /// has stayed there.
    /// </param>
    public ReadingThread(Socket socket, Action reading)
    {
        (this.socket, this.reading) = (socket, reading);
        new Thread(Receive) { IsBackground = true, Name = "Redis reader" }.UnsafeStart();
    }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(ended, this);
        cancellationToken.ThrowIfCancellationRequested();
        reading();
        source.Reset();
        this.buffer = buffer;
        isAwaited = true;
        asked.Release();
        return new ValueTask<int>(this, source.Version);
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(ended, this);
        reading();
        return socket.Receive(buffer);
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        Write(buffer.AsSpan(offset, count));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
            buffer = buffer[socket.Send(buffer)..];
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    int IValueTaskSource<int>.GetResult(short token) => source.GetResult(token);

    /// <inheritdoc/>
    ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => source.GetStatus(token);

    /// <inheritdoc/>
    void IValueTaskSource<int>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        source.OnCompleted(continuation, state, token, flags);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !ended)
        {
            ended = true;
            socket.Dispose(); // ends a receiving that is under way
            asked.Release(); // ends the thread
        }

        base.Dispose(disposing);
    }

    private void Receive()
    {
        while (true)
        {
            asked.Wait();
            if (!isAwaited)
                return; // closed
            isAwaited = false;
            int count;
            try
            {
                // Not by receiving at once: who waits in there is woken while the sender still holds the connection, and waits again for that.
                socket.Poll(Timeout.InfiniteTimeSpan, SelectMode.SelectRead);
                count = socket.Receive(buffer.Span);
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                if (ended)
                    source.SetResult(0);
                else
                    source.SetException(new IOException(exception.Message, exception));
                continue;
            }

            source.SetResult(count);
        }
    }
}
