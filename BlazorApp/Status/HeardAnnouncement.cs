using System.Buffers;
using Pipeline.Announcements;
using Pipeline.Status;

namespace BlazorApp.Status;

/// <summary>An announcement that goes on to event streams byte for byte as it came, and to pages when one asks.</summary>
/// <param name="Key">Whose status it is; the announcement names the language itself.</param>
/// <param name="Revision">The number the database gave to the change; null where it has been left out, because the database cannot have given it.</param>
/// <param name="Payload">The message; <see cref="StatusMessageScan"/> has let it through and <see cref="IsPassable"/> as well.</param>
internal readonly record struct HeardAnnouncement(StatusKey Key, long? Revision, ReadOnlyMemory<byte> Payload)
{
    // What ends a line, what a reader removes (0xC2 begins some of it), and what Live writes escaped.
    private static readonly SearchValues<byte> Unusual =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(control => (byte)control), .. "<>&'+`\u007F"u8, 0xC2]);

    /// <summary>Whether a message that has been let through reads as Live would have written it: on one line, nothing to be removed, no markup.</summary>
    public static bool IsPassable(ReadOnlySpan<byte> payload, in ScannedMessage scanned) =>
        payload[0] == '{' && payload[scanned.Language].Length > 0 && !payload.ContainsAny(Unusual) &&
        payload.IndexOf("\\b"u8) < 0 && payload.IndexOf("\\f"u8) < 0 && payload.IndexOf("\\r"u8) < 0;

    /// <summary>The message without its revision.</summary>
    public static byte[] WithoutRevision(ReadOnlySpan<byte> payload, in ScannedMessage scanned)
    {
        var before = payload[..scanned.RevisionMember.Start];
        var behind = payload[scanned.RevisionMember.End..].TrimStart((byte)' ');
        return behind[0] == ',' ? [.. before, .. behind[1..]] : [.. before[..before.LastIndexOf((byte)',')], .. behind]; // never alone, so one comma goes with it
    }

    /// <summary>Reads the message as a whole.</summary>
    public static StatusChange Read(StatusKey key, ReadOnlyMemory<byte> payload) =>
        StatusMessageReader.Read(payload.Span, payload.Length) is ({ } message, _)
            ? new StatusChange(key, message)
            : throw new InvalidOperationException("An announcement that was let through cannot be read.");
}
