using System.Text;

namespace Benchmarks.Fanout.Load;

/// <summary>One connection of the load client: what has come of its answer so far.</summary>
internal sealed class LoadConnection(int descriptor, long opened, EventReader events)
{
    private static readonly byte[] HeadEnd = "\r\n\r\n"u8.ToArray();

    private readonly StringBuilder head = new();
    private ChunkDecoder chunks;
    private bool isChunked;

    /// <summary>Its socket.</summary>
    public int Descriptor { get; } = descriptor;

    /// <summary>Where it stands.</summary>
    public LoadState State { get; set; } = LoadState.Connecting;

    /// <summary>From the opening to the first byte of the answer, in microseconds; null until it came.</summary>
    public long? FirstByte { get; private set; }

    /// <summary>Reads what was received at <paramref name="now"/>.</summary>
    /// <returns>Whether it is an answer worth staying for.</returns>
    public bool Read(ReadOnlySpan<byte> bytes, long now)
    {
        FirstByte ??= now - opened;
        if (State == LoadState.Asked && !ReadHead(ref bytes))
            return State == LoadState.Asked;

        while (!bytes.IsEmpty)
        {
            if (!isChunked)
            {
                events.Read(bytes, now);
                break;
            }

            events.Read(chunks.Next(ref bytes), now);
        }

        return true;
    }

    /// <summary>Whether it has just become ready.</summary>
    public bool BecameReady()
    {
        if (State != LoadState.Answered || !events.IsReady)
            return false;
        State = LoadState.Ready;
        return true;
    }

    // Moves past the head, when all of it has come.
    private bool ReadHead(ref ReadOnlySpan<byte> bytes)
    {
        var before = head.Length;
        head.Append(Encoding.Latin1.GetString(bytes));
        var text = head.ToString();
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0)
            return false;
        State = text.StartsWith("HTTP/1.1 200", StringComparison.Ordinal) ? LoadState.Answered : LoadState.Refused;
        isChunked = text.AsSpan(0, end).Contains("transfer-encoding: chunked", StringComparison.OrdinalIgnoreCase);
        bytes = bytes[(end + HeadEnd.Length - before)..];
        head.Clear();
        head.Capacity = 0;
        return State == LoadState.Answered;
    }
}
