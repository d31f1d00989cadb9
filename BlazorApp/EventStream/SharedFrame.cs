using System.Globalization;

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
        Span<byte> size = stackalloc byte[2 * sizeof(int)];
        frame.Length.TryFormat(size, out var digits, "X", CultureInfo.InvariantCulture);
        chunk = [.. size[..digits], .. "\r\n"u8, .. frame, .. "\r\n"u8];
        (head, length) = (digits + "\r\n"u8.Length, frame.Length);
    }

    /// <summary>The event alone.</summary>
    public ReadOnlyMemory<byte> Bytes => chunk.AsMemory(head, length);

    /// <summary>The event as a chunk of a response.</summary>
    public ReadOnlyMemory<byte> Chunk => chunk;
}
