namespace Benchmarks.Fanout.Load;

/// <summary>Cuts what arrives of a chunked body (RFC 9112, 7.1) into its data, wherever the pieces begin and end.</summary>
internal struct ChunkDecoder
{
    private Part part;
    private long left;

    /// <summary>The next data in these bytes, which are moved past it; nothing when there is none.</summary>
    public ReadOnlySpan<byte> Next(ref ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (part == Part.Data)
            {
                var data = bytes[..(int)Math.Min(left, bytes.Length)];
                bytes = bytes[data.Length..];
                left -= data.Length;
                if (left == 0)
                    part = Part.End;
                return data;
            }

            Step(bytes[0]);
            bytes = bytes[1..];
        }

        return default;
    }

    private void Step(byte next)
    {
        if (next == '\n')
            part = part == Part.Size && left > 0 ? Part.Data : Part.Size;
        else if (part == Part.Size && next != '\r')
            left = (left * 16) + (next <= '9' ? next - '0' : (next | 0x20) - 'a' + 10);
    }

    private enum Part
    {
        Size,
        Data,
        End,
    }
}
