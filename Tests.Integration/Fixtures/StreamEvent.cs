using System.Text.Json;

namespace Tests.Fixtures;

/// <summary>One event of an event stream.</summary>
/// <param name="Name">Its <c>event:</c>.</param>
/// <param name="Id">Its <c>id:</c>; null when it has none.</param>
/// <param name="Data">Its <c>data:</c>.</param>
public sealed record StreamEvent(string Name, string? Id, JsonElement Data)
{
    /// <summary>Whether it tells of that video.</summary>
    public bool IsOf(string videoId) => Data.TryGetProperty("videoId", out var of) && of.GetString() == videoId;

    /// <summary>The state it tells.</summary>
    public string? Status => Data.TryGetProperty("status", out var status) ? status.GetString() : null;

    /// <summary>The revision it tells; null for a short form.</summary>
    public long? Revision => Data.TryGetProperty("revision", out var revision) ? revision.GetInt64() : null;

    /// <summary>The result it carries; null when it carries none.</summary>
    public string? Text => Data.TryGetProperty("data", out var data)
        ? (data.TryGetProperty("formatted_text", out var text) || data.TryGetProperty("content", out text) ? text.GetString() : null)
        : null;
}
