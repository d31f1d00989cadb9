namespace BlazorApp.EventStream;

/// <summary>
/// An event as every reader is sent it: written once, with the framing of a chunk around it (RFC 9112, 7.1 Chunked Transfer Coding), so
/// that it can go to the sockets of all readers as it is.
/// </summary>
public sealed class SharedFrame
{
    private readonly byte[] chunk;
    private readonly int head;
    private readonly int length;

    /// <param name="frame">What <see cref="EventFrame"/> wrote.</param>
    public SharedFrame(ReadOnlySpan<byte> frame)
    {
        Span<byte> before = stackalloc byte[ChunkHead.MaxLength];
        (head, length) = (ChunkHead.Write(before, frame.Length), frame.Length);
        chunk = [.. before[..head], .. frame, .. "\r\n"u8];
    }

    /// <summary>The event alone.</summary>
    public ReadOnlyMemory<byte> Bytes => chunk.AsMemory(head, length);

    /// <summary>The event as a chunk of a response.</summary>
    public ReadOnlyMemory<byte> Chunk => chunk;
}
