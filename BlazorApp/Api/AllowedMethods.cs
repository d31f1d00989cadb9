using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.Routing.Template;

namespace BlazorApp.Api;

/// <summary>
/// Which methods a path of the API knows. Routing alone cannot tell: the route by which static files are served in
/// development takes GET and HEAD of every path before it looks whether it is a file, so a wrong method would be 404.
/// </summary>
internal static class AllowedMethods
{
    /// <summary>The methods of the routes that fit the path of the request; none when there is no such route.</summary>
    public static IReadOnlyList<string> At(HttpContext context) =>
    [
        .. context.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints
            .OfType<RouteEndpoint>()
            .Where(endpoint => IsOfApi(endpoint) && Fits(endpoint, context.Request.Path))
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [])
            .SelectMany(method => HttpMethods.IsGet(method) ? [method, HttpMethods.Head] : new[] { method }) // HeadRequests.cs
            .Distinct().Order(StringComparer.Ordinal),
    ];

    private static bool IsOfApi(RouteEndpoint endpoint) =>
        endpoint.RoutePattern.PathSegments is [{ Parts: [RoutePatternLiteralPart { Content: "api" }] }, ..];

    private static bool Fits(RouteEndpoint endpoint, PathString path) =>
        new TemplateMatcher(new RouteTemplate(endpoint.RoutePattern), []).TryMatch(path, []);
}
