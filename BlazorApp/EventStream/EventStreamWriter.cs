using System.Globalization;
using System.IO.Pipelines;
using System.Text;

namespace BlazorApp.EventStream;

/// <summary>Puts frames into one response and flushes them; a client that does not read for too long ends it.</summary>
internal sealed class EventStreamWriter(PipeWriter pipe, TimeSpan timeout, TimeProvider clock, CancellationToken cancellationToken)
{
    /// <summary>Puts a frame in; it leaves with the next <see cref="FlushAsync"/>.</summary>
    public void Write(ReadOnlyMemory<byte> frame)
    {
        frame.Span.CopyTo(pipe.GetSpan(frame.Length));
        pipe.Advance(frame.Length);
    }

    /// <summary>Tells the client how long to wait before it comes back.</summary>
    public void WriteRetry(TimeSpan delay) =>
        Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"retry: {delay.TotalMilliseconds:0}\n\n")));

    /// <summary>
    /// The time, and where to resume; null leaves the client's cursor as it is. A comment would do for proxies, but a browser's
    /// script cannot see one.
    /// </summary>
    public void WritePing(long? cursor) => Write(EventFrame.Encode(
        "ping", string.Create(CultureInfo.InvariantCulture, $$"""{"type":"ping","serverTime":{{Now}}}"""), cursor));

    /// <summary>Says that the stream is open.</summary>
    public void WriteConnection() => Write(EventFrame.Encode(
        "connection", string.Create(CultureInfo.InvariantCulture, $$"""{"type":"connection","status":"connected","serverTime":{{Now}}}""")));

    /// <summary>Says that continuity is broken and that the snapshot follows.</summary>
    public void WriteReset(string reason) => Write(EventFrame.Encode(
        "reset", string.Create(CultureInfo.InvariantCulture, $$"""{"type":"reset","reason":"{{reason}}","serverTime":{{Now}}}""")));

    /// <summary>Sends what was written.</summary>
    /// <exception cref="TimeoutException">The client has not made room for it in time.</exception>
    /// <exception cref="OperationCanceledException">The client is gone or the process is stopping.</exception>
    public async ValueTask FlushAsync()
    {
        var flush = pipe.FlushAsync(cancellationToken);
        var result = flush.IsCompleted ? await flush : await flush.AsTask().WaitAsync(timeout, clock, cancellationToken);
        if (result.IsCompleted || result.IsCanceled)
            throw new OperationCanceledException("The client is gone.");
    }

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
