using System.Text.Json.Serialization;
using Pipeline.Status;

namespace BlazorApp.Api;

/// <summary>A result, in the member that its kind names; the same members as on the wire.</summary>
public sealed record ResultData
{
    /// <summary>A transcript's text, lines separated by <c>\n</c>.</summary>
    [JsonPropertyName("formatted_text")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? FormattedText { get; init; }

    /// <summary>The text of any other kind.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Content { get; init; }

    /// <summary>The result in full, whatever its size.</summary>
    public static ResultData Of(StatusKind kind, string text)
    {
        var data = StatusData.Inline(kind, text);
        return new ResultData { FormattedText = data.FormattedText, Content = data.Content };
    }
}
