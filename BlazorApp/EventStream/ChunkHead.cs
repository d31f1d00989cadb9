using System.Globalization;

namespace BlazorApp.EventStream;

/// <summary>What stands before the bytes of a chunk of a response (RFC 9112, 7.1 Chunked Transfer Coding).</summary>
internal static class ChunkHead
{
    /// <summary>The most bytes that it takes.</summary>
    public const int MaxLength = (2 * sizeof(int)) + 2;

    /// <summary>Writes it.</summary>
    /// <param name="into">At least <see cref="MaxLength"/> bytes.</param>
    /// <param name="length">How long the chunk is, in bytes.</param>
    /// <returns>How many bytes were written.</returns>
    public static int Write(Span<byte> into, int length)
    {
        length.TryFormat(into, out var digits, "X", CultureInfo.InvariantCulture);
        "\r\n"u8.CopyTo(into[digits..]);
        return digits + "\r\n"u8.Length;
    }
}
