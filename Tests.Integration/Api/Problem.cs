using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace Tests.Integration.Api;

/// <summary>What every refusal of the API has in common (RFC 9457).</summary>
internal static class Problem
{
    /// <summary>Reads a refusal.</summary>
    public static async Task<JsonElement> ReadAsync(HttpResponseMessage response, HttpStatusCode expected)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == expected, $"{(int)response.StatusCode} instead of {(int)expected}: {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.True(response.Headers.CacheControl?.NoStore);
        var problem = JsonElement.Parse(text);
        Assert.Equal((int)expected, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        Assert.NotEmpty(DetailOf(problem));
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal); // no stack of the inside
        return problem;
    }

    /// <summary>What it says to do.</summary>
    public static string DetailOf(JsonElement problem) => problem.GetProperty("detail").GetString()!;

    /// <summary>The fields it finds fault with.</summary>
    public static IEnumerable<string> FieldsOf(JsonElement problem) =>
        problem.GetProperty("errors").EnumerateObject().Select(field => field.Name);
}
