using System.Text.Json;

namespace Tests.E2E.Stack;

/// <summary>One event of the stream.</summary>
/// <param name="Name">What <c>event:</c> said.</param>
/// <param name="Data">What <c>data:</c> said.</param>
public sealed record StreamEvent(string Name, JsonElement Data)
{
    /// <summary>The state, in an event that is a change.</summary>
    public string? Status => Data.TryGetProperty("status", out var status) ? status.GetString() : null;
}
