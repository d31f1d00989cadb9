using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text.Unicode;
using BlazorApp.Sockets;
using Microsoft.AspNetCore.Connections;

namespace BlazorApp.EventStream;

/// <summary>Puts frames into one response and flushes them; a client that does not read for too long ends it.</summary>
/// <param name="pipe">The body of the response; where it was taken from the server (<see cref="SocketOutput.TakeOver"/>), the connection.</param>
/// <param name="socket">The connection, where it was taken from the server, so that a body is written in chunks; else null.</param>
/// <param name="timeout">How long a client may take to make room for what was written.</param>
/// <param name="clock">By which it takes long.</param>
/// <param name="cancellationToken">Ends the stream.</param>
internal sealed class EventStreamWriter(PipeWriter pipe, SocketOutput? socket, TimeSpan timeout, TimeProvider clock, CancellationToken cancellationToken)
{
    // What the server itself buffers for a response before a flush waits for the client.
    private const int MostUnflushed = 64 * 1024;

    private const int MostOfOurs = 128; // what is said of the stream itself

    private int unflushed;

    /// <summary>How long a client may take to make room for what was written.</summary>
    public TimeSpan Timeout => timeout;

    /// <summary>Whether enough has gathered to be flushed before more is written.</summary>
    public bool IsFull => unflushed >= MostUnflushed;

    /// <summary>Puts a frame in; it leaves with the next <see cref="FlushAsync"/>, or now when enough has gathered. Nothing gathers without bound.</summary>
    /// <inheritdoc cref="FlushAsync" path="/exception"/>
    public ValueTask WriteAsync(ReadOnlyMemory<byte> frame)
    {
        Write(frame.Span);
        return IsFull ? FlushAsync() : ValueTask.CompletedTask;
    }

    /// <summary>Tells the client how long to wait before it comes back.</summary>
    public void WriteRetry(TimeSpan delay)
    {
        Span<byte> frame = stackalloc byte[MostOfOurs];
        Utf8.TryWrite(frame, CultureInfo.InvariantCulture, $"retry: {(long)Math.Round(delay.TotalMilliseconds)}\n\n", out var length);
        Write(frame[..length]);
    }

    /// <summary>
    /// The time, and where to resume; null leaves the client's cursor as it is. A comment would do for proxies, but a browser's
    /// script cannot see one.
    /// </summary>
    /// <param name="cursor">Where the client may resume.</param>
    /// <param name="hearing">Whether news reach this process; a client is told only when they do not.</param>
    public byte[] Ping(StreamCursor? cursor, bool hearing)
    {
        Span<byte> json = stackalloc byte[MostOfOurs];
        Utf8.TryWrite(json, CultureInfo.InvariantCulture, $$"""{"type":"ping",{{(hearing ? "" : "\"hearing\":false,")}}"serverTime":{{Now}}}""", out var length);
        return EventFrame.Encode("ping", json[..length], cursor);
    }

    /// <summary>Says that the stream is open.</summary>
    public void WriteConnection()
    {
        Span<byte> json = stackalloc byte[MostOfOurs];
        Utf8.TryWrite(json, CultureInfo.InvariantCulture, $$"""{"type":"connection","status":"connected","serverTime":{{Now}}}""", out var length);
        Write(EventFrame.Encode("connection", json[..length]));
    }

    /// <summary>Says that continuity is broken and that what makes it whole follows.</summary>
    public void WriteReset(string reason)
    {
        Span<byte> json = stackalloc byte[MostOfOurs];
        Utf8.TryWrite(json, CultureInfo.InvariantCulture, $$"""{"type":"reset","reason":"{{reason}}","serverTime":{{Now}}}""", out var length);
        Write(EventFrame.Encode("reset", json[..length]));
    }

    /// <summary>Sends what was written.</summary>
    /// <exception cref="TimeoutException">The client has not made room for it in time.</exception>
    /// <exception cref="ConnectionAbortedException">The client is gone.</exception>
    /// <exception cref="OperationCanceledException">The request was aborted or the process is stopping.</exception>
    public async ValueTask FlushAsync()
    {
        unflushed = 0;
        var flush = pipe.FlushAsync(cancellationToken);
        // The flush itself is told to end, and not only the waiting for it: nobody may flush again before it is over.
        var result = flush.IsCompleted ? await flush : await flush.AsTask().WaitAsync(timeout, clock);
        if (result.IsCompleted)
            throw new ConnectionAbortedException();
    }

    /// <summary>
    /// Sends frames after everything that was written, and leaves it to the caller to wait until there is room for more.
    /// </summary>
    /// <returns>Completed at once when the client's socket took all of it, or what it did not take may wait.</returns>
    public ValueTask<FlushResult> BeginSend(DeliveryRound round)
    {
        if (socket is not null)
            return round.SendTo(socket);
        foreach (var frame in round.Frames)
            pipe.Write(frame.Bytes.Span);
        return pipe.FlushAsync(CancellationToken.None);
    }

    /// <summary>Ends the waiting that is under way; what was written stays written.</summary>
    public void CancelSend() => pipe.CancelPendingFlush();

    /// <summary>Puts a frame in, however much has gathered.</summary>
    public void Write(ReadOnlySpan<byte> frame)
    {
        if (socket is not null)
            WriteChunkSize(frame.Length);
        pipe.Write(frame); // into the blocks that the server keeps anyhow; asking for the whole length at once would rent a block of that size for each reader
        if (socket is not null)
            pipe.Write("\r\n"u8);
        unflushed += frame.Length;
    }

    /// <summary>Ends a body that was taken from the server; else the server does.</summary>
    public void WriteEnd()
    {
        if (socket is not null)
            pipe.Write("0\r\n\r\n"u8);
    }

    // RFC 9112, 7.1.
    private void WriteChunkSize(int length)
    {
        var head = pipe.GetSpan(ChunkHead.MaxLength);
        pipe.Advance(ChunkHead.Write(head, length));
    }

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
