using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;
using Pipeline.Status;

namespace BlazorApp.EventStream;

/// <summary>Writes what goes over an event stream (WHATWG HTML, 9.2 Server-sent events), in UTF-8.</summary>
public static class EventFrame
{
    // The longest position, an epoch, and twice the name of a kind.
    private const int MaxHead = 256;

    /// <summary>
    /// A change: <c>id:</c> the cursor, <c>event:</c> its kind, <c>data:</c> the announcement and its <c>type</c>. The cursor is
    /// the first line, so that a reader that may not resume there is sent the same frame without it.
    /// </summary>
    public static byte[] Encode(StatusChange change, StreamCursor cursor)
    {
        var (key, message) = change;
        if (message.Language is null)
            message = message with { Language = key.Language };
        return Encode(key.Kind, JsonSerializer.SerializeToUtf8Bytes(message, StatusJson.Wire.StatusMessage), cursor);
    }

    /// <param name="kind">Its kind.</param>
    /// <param name="announcement">The announcement, a JSON object on one line that is not empty and says which language.</param>
    /// <param name="cursor">Where a reader may resume.</param>
    /// <inheritdoc cref="Encode(StatusChange, StreamCursor)"/>
    public static byte[] Encode(StatusKind kind, ReadOnlySpan<byte> announcement, StreamCursor cursor)
    {
        Span<byte> head = stackalloc byte[MaxHead];
        Utf8.TryWrite(head, CultureInfo.InvariantCulture, $"id: {cursor.Position}-{cursor.Epoch}\nevent: {kind.Name}\ndata: {{\"type\":\"{kind.Name}\",", out var length);
        return [.. head[..length], .. announcement[1..], .. "\n\n"u8]; // without its opening brace, which the head brought
    }

    /// <summary>An event of the stream itself.</summary>
    /// <param name="name">The event's name.</param>
    /// <param name="json">Its data, JSON without line breaks.</param>
    /// <param name="cursor">Where a reader may resume; null leaves the reader's cursor as it is.</param>
    public static byte[] Encode(string name, ReadOnlySpan<byte> json, StreamCursor? cursor = null)
    {
        Span<byte> head = stackalloc byte[MaxHead];
        int length;
        if (cursor is { } id)
            Utf8.TryWrite(head, CultureInfo.InvariantCulture, $"id: {id.Position}-{id.Epoch}\nevent: {name}\ndata: ", out length);
        else
            Utf8.TryWrite(head, $"event: {name}\ndata: ", out length);
        return [.. head[..length], .. json, .. "\n\n"u8];
    }

    /// <summary>The same frame, for a reader whose cursor stays as it is.</summary>
    public static ReadOnlyMemory<byte> WithoutCursor(ReadOnlyMemory<byte> frame) => frame[(frame.Span.IndexOf((byte)'\n') + 1)..];
}
