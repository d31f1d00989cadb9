using System.Text;
using System.Text.Json.Serialization;

namespace Pipeline.Status;

/// <summary>
/// The result a message carries: the text itself, in the member its kind names, or a reference to it where it is larger
/// than the inline limit (Redis cuts off a slow subscriber at its output-buffer limit, and large values break Blazor's pipe).
/// </summary>
public sealed record StatusData
{
    /// <summary>A transcript's text, lines separated by <c>\n</c>.</summary>
    [JsonPropertyName("formatted_text")]
    public string? FormattedText { get; init; }

    /// <summary>The text of any other kind.</summary>
    public string? Content { get; init; }

    /// <summary>Where to read the result, as a path on the app that serves the API.</summary>
    public string? Ref { get; init; }

    /// <summary>The size of the referenced result, in bytes of UTF-8.</summary>
    public long? Bytes { get; init; }

    /// <summary>The text, whichever member it came in; null when it is only referenced.</summary>
    [JsonIgnore]
    public string? Text => FormattedText ?? Content;

    /// <summary>The result of a status, inline where it is at most <paramref name="inlineLimit"/> bytes of UTF-8.</summary>
    public static StatusData Of(StatusKey key, string text, int inlineLimit)
    {
        var bytes = Encoding.UTF8.GetByteCount(text);
        return bytes <= inlineLimit ? Inline(key.Kind, text) : Reference(key, bytes);
    }

    /// <summary>The result itself, in the member that its kind names.</summary>
    public static StatusData Inline(StatusKind kind, string text) => kind == StatusKind.Transcript
        ? new StatusData { FormattedText = text }
        : new StatusData { Content = text };

    /// <summary>A reference to a stored result of that many bytes.</summary>
    public static StatusData Reference(StatusKey key, long bytes) =>
        new() { Ref = $"/api/videos/{key.VideoId}/{key.Kind}?language={key.Language}", Bytes = bytes };
}
