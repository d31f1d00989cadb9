using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Pipeline.Status;

namespace Pipeline.Announcements;

/// <summary>
/// Looks through a message without building anything: most announcements that a process hears are of videos that nobody there watches,
/// and they are to cost it no memory. It vouches for what it lets through and for nothing else: whatever is unusual (no revision, an
/// error, a deletion, an unknown member, a character by its number that Live would have written as it is) it leaves to <see cref="StatusMessageReader"/>.
/// </summary>
public static class StatusMessageScan
{
    private static readonly JsonReaderOptions Json = new() { MaxDepth = StatusJson.Default.Options.MaxDepth };
    private static readonly SearchValues<byte> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    private static readonly byte[][] Names = [.. Enum.GetNames<Member>().Select(name => Encoding.UTF8.GetBytes(JsonNamingPolicy.CamelCase.ConvertName(name)))];

    /// <summary>Looks through one message.</summary>
    /// <param name="payload">The message, whatever it may be.</param>
    /// <param name="maxBytes">The size above which it is not looked at.</param>
    /// <param name="scanned">What it says.</param>
    /// <returns>Whether it is certain that <see cref="StatusMessageReader.Read"/> accepts it, that it has a revision, and that it says the same.</returns>
    public static bool TryScan(ReadOnlySpan<byte> payload, int maxBytes, out ScannedMessage scanned)
    {
        scanned = default;
        if (payload.Length > maxBytes)
            return false;
        var reader = new Utf8JsonReader(payload, Json);
        try
        {
            return reader.Read() && ScanMessage(ref reader, ref scanned) && !reader.Read();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false; // read as a whole it is rejected, with the reason; the latter is what half a surrogate pair in a name is answered with
        }
    }

    private static bool ScanMessage(ref Utf8JsonReader reader, ref ScannedMessage scanned)
    {
        const int Required = 1 << (int)Member.VideoId | 1 << (int)Member.Status | 1 << (int)Member.Timestamp | 1 << (int)Member.Revision;
        if (reader.TokenType != JsonTokenType.StartObject)
            return false;
        var seen = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var start = (int)reader.TokenStartIndex;
            if (MemberOf(ref reader) is not { } member || !IsFirst((int)member, ref seen) || !reader.Read() || !ScanValue(member, ref reader, ref scanned))
                return false;
            if (member == Member.Revision)
                scanned.RevisionMember = start..(int)reader.BytesConsumed;
        }

        return (seen & Required) == Required;
    }

    private static bool ScanValue(Member member, ref Utf8JsonReader reader, ref ScannedMessage scanned)
    {
        switch (member)
        {
            case Member.VideoId:
                scanned.VideoId = PlaceOf(ref reader);
                return IsPlain(ref reader, VideoId.MaxLength) && VideoId.IsWellFormed(reader.ValueSpan);
            case Member.Language:
                scanned.Language = PlaceOf(ref reader);
                return IsPlain(ref reader, 3) && reader.ValueSpan.Length >= 2 && !reader.ValueSpan.ContainsAnyExcept(Letters);
            case Member.Status:
                return StatusNameConverter.TryRead(ref reader, out var state) && (scanned.Status = state) == state;
            case Member.Revision:
                return IsWhole(ref reader, out var revision) && (scanned.Revision = revision) > 0;
            case Member.Progress:
                scanned.Progress = IsNumber(ref reader, out var progress) ? progress : null;
                return scanned.Progress is >= 0 and <= 1;
            case Member.Timestamp or Member.QueuedAt or Member.StartedAt:
                return IsWhole(ref reader, out var time) && time <= StatusMessageReader.MaxTimestamp;
            case Member.Attempt or Member.AttemptLimit or Member.Segments:
                return IsCount(ref reader);
            case Member.Stage or Member.Worker or Member.Traceparent:
                return IsText(ref reader, StatusMessageReader.MaxWordLength);
            case Member.Title:
                return IsText(ref reader, StatusMessageReader.MaxTitleLength);
            case Member.Newest:
                return IsNewest(ref reader);
            case Member.Data:
                return IsData(ref reader);
            default:
                return false;
        }
    }

    private static bool IsData(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            return false;
        var seen = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = reader.ValueTextEquals("formatted_text"u8) ? 0 : reader.ValueTextEquals("content"u8) ? 1 : reader.ValueTextEquals("ref"u8) ? 2 : reader.ValueTextEquals("bytes"u8) ? 3 : -1;
            if (member < 0 || !IsFirst(member, ref seen) || !reader.Read())
                return false;
            var isRight = member switch
            {
                0 or 1 => IsText(ref reader, int.MaxValue),
                2 => IsPlain(ref reader, int.MaxValue) && reader.ValueSpan.StartsWith("/api/videos/"u8),
                _ => IsWhole(ref reader, out _),
            };
            if (!isRight)
                return false;
        }

        return true;
    }

    private static bool IsNewest(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            return false;
        var count = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            if (++count > StatusMessageReader.MaxNewest || !IsSegment(ref reader))
                return false;
        }

        return reader.TokenType == JsonTokenType.EndArray;
    }

    private static bool IsSegment(ref Utf8JsonReader reader)
    {
        const int All = 0b1111;
        var (seen, start, end) = (0, 0.0, 0.0);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = reader.ValueTextEquals("index"u8) ? 0 : reader.ValueTextEquals("start"u8) ? 1 : reader.ValueTextEquals("end"u8) ? 2 : reader.ValueTextEquals("text"u8) ? 3 : -1;
            if (member < 0 || !IsFirst(member, ref seen) || !reader.Read())
                return false;
            var isRight = member switch
            {
                0 => IsCount(ref reader),
                1 => IsNumber(ref reader, out start),
                2 => IsNumber(ref reader, out end),
                _ => IsText(ref reader, int.MaxValue),
            };
            if (!isRight)
                return false;
        }

        return seen == All && start >= 0 && end >= start;
    }

    // Behind the quotation mark; it matters only of a string, and only of one without escapes.
    private static Range PlaceOf(ref Utf8JsonReader reader) => ((int)reader.TokenStartIndex + 1)..((int)reader.TokenStartIndex + 1 + reader.ValueSpan.Length);

    private static bool IsFirst(int member, ref int seen)
    {
        var before = seen;
        return (seen |= 1 << member) != before;
    }

    private static bool IsWhole(ref Utf8JsonReader reader, out long number)
    {
        number = 0;
        return reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out number) && number >= 0;
    }

    private static bool IsCount(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number) && number >= 0;

    private static bool IsNumber(ref Utf8JsonReader reader, out double number)
    {
        number = 0;
        return reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out number) && double.IsFinite(number);
    }

    private static bool IsPlain(ref Utf8JsonReader reader, int mostBytes) =>
        reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped && reader.ValueSpan.Length <= mostBytes && Utf8.IsValid(reader.ValueSpan);

    // No text has more characters than bytes.
    private static bool IsText(ref Utf8JsonReader reader, int mostBytes) =>
        reader.TokenType == JsonTokenType.String && reader.ValueSpan.Length <= mostBytes && Utf8.IsValid(reader.ValueSpan) &&
        (!reader.ValueIsEscaped || HasUsualEscapes(reader.ValueSpan));

    // By its number a character may be half of one, or one that is removed. Live writes so what could be taken for markup, and pairs.
    private static bool HasUsualEscapes(ReadOnlySpan<byte> text)
    {
        for (var at = text.IndexOf((byte)'\\'); at >= 0; at = text.IndexOf((byte)'\\'))
        {
            text = text[at..];
            if (text[1] != 'u')
                text = text[2..];
            else if (NumberOf(text) is >= ' ' and < '\u007F')
                text = text[6..];
            else if (char.IsHighSurrogate(NumberOf(text)) && text[6..] is [(byte)'\\', (byte)'u', ..] low && char.IsLowSurrogate(NumberOf(low)))
                text = text[12..];
            else
                return false;
        }

        return true;
    }

    private static char NumberOf(ReadOnlySpan<byte> escape) => (char)ushort.Parse(escape.Slice(2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static Member? MemberOf(ref Utf8JsonReader reader)
    {
        for (var member = 0; member < Names.Length; member++)
        {
            if (reader.ValueTextEquals(Names[member]))
                return (Member)member;
        }

        return null;
    }

    // Those of an ordinary announcement, the most frequent first.
    private enum Member
    {
        VideoId,
        Language,
        Status,
        Timestamp,
        Revision,
        Attempt,
        AttemptLimit,
        Progress,
        Stage,
        Worker,
        QueuedAt,
        StartedAt,
        Segments,
        Newest,
        Title,
        Traceparent,
        Data,
    }
}
