using System.Buffers.Text;

namespace Benchmarks.Fanout.Load;

/// <summary>
/// Reads server-sent events off one connection, and of each only the stamp that the publisher put into its text. Nothing is
/// allocated per event, and of a long line only the beginning is ever held.
/// </summary>
internal sealed class EventReader(int client, byte[] readyMark, Deliveries deliveries)
{
    // The stamp stands behind the id, the names and the other fields, all of them short.
    private const int KeptOfALine = 512;

    private byte[]? kept;
    private int length;
    private int number = -1;
    private long sent;

    /// <summary>Whether the line has come by which the server says that from here on nothing is missed.</summary>
    public bool IsReady { get; private set; }

    /// <summary>Reads the next bytes of the stream, which were received at <paramref name="now"/>.</summary>
    public void Read(ReadOnlySpan<byte> bytes, long now)
    {
        while (!bytes.IsEmpty)
        {
            var end = bytes.IndexOf((byte)'\n');
            if (end < 0)
            {
                Keep(bytes);
                return;
            }

            if (length > 0)
            {
                Keep(bytes[..end]);
                Take(kept.AsSpan(0, length), now);
                length = 0;
            }
            else
            {
                Take(bytes[..end], now);
            }

            bytes = bytes[(end + 1)..];
        }
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        kept ??= new byte[KeptOfALine];
        var fits = bytes[..Math.Min(bytes.Length, KeptOfALine - length)];
        fits.CopyTo(kept.AsSpan(length));
        length += fits.Length;
    }

    private void Take(ReadOnlySpan<byte> line, long now)
    {
        if (line.IsEmpty)
        {
            if (number >= 0)
                deliveries.Add(client, number, sent, now);
            number = -1;
        }
        else if (line.StartsWith("data:"u8))
        {
            ReadStamp(line[..Math.Min(line.Length, KeptOfALine)]);
        }

        IsReady = IsReady || line.StartsWith(readyMark);
    }

    private void ReadStamp(ReadOnlySpan<byte> line)
    {
        var at = line.IndexOf(Announcement.NumberMark);
        if (at < 0 || !Utf8Parser.TryParse(line[(at + Announcement.NumberMark.Length)..], out int read, out var digits))
            return;
        line = line[(at + Announcement.NumberMark.Length + digits)..];
        if (line.StartsWith(Announcement.TimeMark) && Utf8Parser.TryParse(line[Announcement.TimeMark.Length..], out long time, out _))
            (number, sent) = (read, time);
    }
}
