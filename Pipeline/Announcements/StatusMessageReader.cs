using System.Buffers;
using System.Text.Json;
using Pipeline.Status;

namespace Pipeline.Announcements;

/// <summary>
/// Reads what arrives on a channel, where anybody may publish anything. What is not in the contract is refused with a reason
/// (wrong type, unknown state, malformed id) or left behind (unknown members, so that a newer program can publish to an
/// older one; control characters).
/// </summary>
public static class StatusMessageReader
{
    /// <summary>The most of the newest segments one message may carry.</summary>
    public const int MaxNewest = 100;

    /// <summary>The longest title, in characters; also the limit of a submission.</summary>
    public const int MaxTitleLength = 200;

    /// <summary>The longest word, in characters: a stage, a worker's name, an error's code.</summary>
    public const int MaxWordLength = 100;

    /// <summary>The longest error message, in characters.</summary>
    public const int MaxErrorLength = 2000;

    internal const long MaxTimestamp = 253_402_300_799_999; // 9999-12-31, the last that a DateTimeOffset can hold

    // Everything char.IsControl calls a control character, but for tab and line feed.
    private static readonly SearchValues<char> Controls = SearchValues.Create(
        [.. Enumerable.Range(0, 0xA0).Select(code => (char)code).Where(c => char.IsControl(c) && c is not ('\t' or '\n'))]);

    /// <summary>Reads one message.</summary>
    /// <returns>The message with its text cleaned, or null and the reason, which never quotes the content.</returns>
    public static (StatusMessage? Message, string? Problem) Read(ReadOnlySpan<byte> payload, int maxBytes)
    {
        if (payload.Length > maxBytes)
            return (null, $"larger than {maxBytes} bytes");

        StatusMessage? message;
        try
        {
            message = JsonSerializer.Deserialize(payload, StatusJson.Wire.StatusMessage);
        }
        catch (JsonException exception)
        {
            return (null, $"not a status message, at {exception.Path ?? "$"}, byte {exception.BytePositionInLine ?? 0}");
        }

        if (message is null)
            return (null, "null");
        return Problem(message) is { } problem ? (null, problem) : (Clean(message), null);
    }

    /// <summary>
    /// Whether the message announces what the store holds, told without reading all of it: it has a revision. False also for
    /// what is no message at all.
    /// </summary>
    public static bool CarriesRevision(ReadOnlySpan<byte> payload)
    {
        var reader = new Utf8JsonReader(payload);
        try
        {
            while (reader.Read())
            {
                if (reader is not { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 })
                    continue;
                var isRevision = reader.ValueTextEquals("revision"u8);
                reader.Read();
                if (isRevision)
                    return reader.TokenType == JsonTokenType.Number;
                reader.Skip();
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false; // read as a whole it is rejected, with the reason; the latter is what half a surrogate pair in a name is answered with
        }

        return false;
    }

    private static string? Problem(StatusMessage message) => message switch
    {
        _ when !VideoId.IsWellFormed(message.VideoId) => "videoId is malformed",
        { Language: { } language } when !Language.IsWellFormed(language) => "language is malformed",
        { Timestamp: < 0 or > MaxTimestamp } => "timestamp is not milliseconds since 1970",
        { Revision: <= 0 } => "revision is not positive",
        { Attempt: < 0 } => "attempt is negative",
        { AttemptLimit: < 0 } => "attemptLimit is negative",
        { QueuedAt: < 0 or > MaxTimestamp } => "queuedAt is not milliseconds since 1970",
        { StartedAt: < 0 or > MaxTimestamp } => "startedAt is not milliseconds since 1970",
        { Progress: < 0 or > 1 } => "progress is not between 0 and 1",
        { Segments: < 0 } => "segments is negative",
        { Newest: { } newest } when newest.Count > MaxNewest || !newest.All(IsWellFormed) => "newest segments are malformed",
        { Title.Length: > MaxTitleLength } => "title is too long",
        { Stage.Length: > MaxWordLength } => "stage is too long",
        { Worker.Length: > MaxWordLength } => "worker is too long",
        { Traceparent.Length: > MaxWordLength } => "traceparent is too long",
        { Error: { } error } when error.Code.Length > MaxWordLength || error.Message.Length > MaxErrorLength => "error is too long",
        { Data.Ref: { } reference } when !reference.StartsWith("/api/videos/", StringComparison.Ordinal) => "data.ref is not a path of this API",
        { Data.Bytes: < 0 } => "data.bytes is negative",
        _ => null,
    };

    /// <summary>Whether a message may carry the segment.</summary>
    // 1e999 is read as infinity, which JSON cannot be written with: passed on, it would end every event stream that it reaches.
    internal static bool IsWellFormed(Segment? segment) =>
        segment is { Index: >= 0, Start: >= 0 } && segment.End >= segment.Start && double.IsFinite(segment.End);

    private static StatusMessage Clean(StatusMessage message) => message with
    {
        Deleted = message.Revision is null ? null : message.Deleted, // what other programs work on, they don't delete
        Title = Clean(message.Title),
        Stage = Clean(message.Stage),
        Worker = Clean(message.Worker),
        Traceparent = Clean(message.Traceparent),
        Newest = message.Newest?.Select(segment => segment with { Text = Clean(segment.Text) }).ToArray(),
        Error = message.Error is { } error ? error with { Code = Clean(error.Code), Message = Clean(error.Message) } : null,
        Data = message.Data is { } data
            ? data with { FormattedText = Clean(data.FormattedText), Content = Clean(data.Content), Ref = Clean(data.Ref) }
            : null,
    };

    /// <summary>The text without control characters other than tab and line feed; itself when it has none.</summary>
    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(text))]
    public static string? Clean(string? text) => text is null || !text.AsSpan().ContainsAny(Controls)
        ? text
        : string.Concat(text.Where(c => !Controls.Contains(c)));
}
