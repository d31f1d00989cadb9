using System.Text.Json;

namespace BlazorApp.Api;

/// <summary>How the names of the code are written in answers.</summary>
internal static class ApiNames
{
    /// <summary>In camel case; null for nothing.</summary>
    public static string? Of<T>(T? value)
        where T : struct, Enum => value is { } one ? JsonNamingPolicy.CamelCase.ConvertName(one.ToString()) : null;
}
