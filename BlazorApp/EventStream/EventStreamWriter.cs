using System.Globalization;
using System.IO.Pipelines;
using System.Text;

namespace BlazorApp.EventStream;

/// <summary>Puts frames into one response and flushes them; a client that does not read for too long ends it.</summary>
internal sealed class EventStreamWriter(PipeWriter pipe, TimeSpan timeout, TimeProvider clock, CancellationToken cancellationToken)
{
    // What the server itself buffers for a response before a flush waits for the client.
    private const int MostUnflushed = 64 * 1024;

    private int unflushed;

    /// <summary>Puts a frame in; it leaves with the next <see cref="FlushAsync"/>, or now when enough has gathered. Nothing gathers without bound.</summary>
    /// <inheritdoc cref="FlushAsync" path="/exception"/>
    public ValueTask WriteAsync(ReadOnlyMemory<byte> frame)
    {
        Write(frame);
        return unflushed >= MostUnflushed ? FlushAsync() : ValueTask.CompletedTask;
    }

    /// <summary>Tells the client how long to wait before it comes back.</summary>
    public void WriteRetry(TimeSpan delay) =>
        Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"retry: {delay.TotalMilliseconds:0}\n\n")));

    /// <summary>
    /// The time, and where to resume; null leaves the client's cursor as it is. A comment would do for proxies, but a browser's
    /// script cannot see one.
    /// </summary>
    /// <param name="cursor">Where the client may resume.</param>
    /// <param name="hearing">Whether news reach this process; a client is told only when they do not.</param>
    public void WritePing(StreamCursor? cursor, bool hearing) => Write(EventFrame.Encode(
        "ping",
        string.Create(CultureInfo.InvariantCulture, $$"""{"type":"ping",{{(hearing ? "" : "\"hearing\":false,")}}"serverTime":{{Now}}}"""),
        cursor));

    /// <summary>Says that the stream is open.</summary>
    public void WriteConnection() => Write(EventFrame.Encode(
        "connection", string.Create(CultureInfo.InvariantCulture, $$"""{"type":"connection","status":"connected","serverTime":{{Now}}}""")));

    /// <summary>Says that continuity is broken and that what makes it whole follows.</summary>
    public void WriteReset(string reason) => Write(EventFrame.Encode(
        "reset", string.Create(CultureInfo.InvariantCulture, $$"""{"type":"reset","reason":"{{reason}}","serverTime":{{Now}}}""")));

    /// <summary>Sends what was written.</summary>
    /// <exception cref="TimeoutException">The client has not made room for it in time.</exception>
    /// <exception cref="OperationCanceledException">The client is gone or the process is stopping.</exception>
    public async ValueTask FlushAsync()
    {
        unflushed = 0;
        var flush = pipe.FlushAsync(cancellationToken);
        var result = flush.IsCompleted ? await flush : await flush.AsTask().WaitAsync(timeout, clock, cancellationToken);
        if (result.IsCompleted || result.IsCanceled)
            throw new OperationCanceledException("The client is gone.");
    }

    private void Write(ReadOnlyMemory<byte> frame)
    {
        frame.Span.CopyTo(pipe.GetSpan(frame.Length));
        pipe.Advance(frame.Length);
        unflushed += frame.Length;
    }

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
