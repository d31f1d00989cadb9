using Microsoft.Net.Http.Headers;

namespace BlazorApp.Api;

/// <summary>Spares whoever holds a version of an answer the same once more (RFC 9110, 13.1.2).</summary>
internal static class EntityTags
{
    /// <summary>Whether the sender has the version with that tag.</summary>
    public static bool Holds(this HttpRequest request, EntityTagHeaderValue tag) =>
        request.GetTypedHeaders().IfNoneMatch.Any(held => held.Equals(EntityTagHeaderValue.Any) || held.Compare(tag, useStrongComparison: false));

    /// <summary>Says which version this is, and that it may be kept but has to be asked about each time.</summary>
    public static void Tag(this HttpResponse response, EntityTagHeaderValue tag)
    {
        response.Headers.ETag = tag.ToString();
        response.Headers.CacheControl = "no-cache";
    }
}
