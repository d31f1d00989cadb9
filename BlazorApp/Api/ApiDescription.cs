using System.Text.Json.Nodes;
using BlazorApp.Export;
using Microsoft.OpenApi;
using Pipeline.Search;
using Pipeline.Status;

namespace BlazorApp.Api;

/// <summary>Describes the API as OpenAPI, at <c>/openapi/v1.json</c>.</summary>
internal static class ApiDescription
{
    public static IServiceCollection AddApiDescription(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Live";
            document.Info.Version = "v1";
            document.Info.Description =
                "Submit a video, read its transcript and its summary, and follow both as they happen. Errors are problem details (RFC 9457).";
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, _, _) =>
        {
            foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
                parameter.Schema = SchemaOf(parameter) ?? parameter.Schema;
            return Task.CompletedTask;
        });
    });

    // What the handlers take as text in order to refuse it in words of their own.
    private static OpenApiSchema? SchemaOf(OpenApiParameter parameter) => parameter switch
    {
        { Name: "kind" } => new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Enum = [.. StatusKind.All.Select(kind => (JsonNode)kind.Name)],
        },
        { Name: "format" } => new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Enum = [.. ExportFormats.All.Select(format => (JsonNode)format.Name)],
        },
        { Name: "size" } => Count(VideoListing.MaxPageSize, VideoListing.DefaultPageSize),
        { Name: "limit" } => Count(SearchRoutes.MaxPageSize, SearchRoutes.DefaultPageSize),
        { Name: "q" } => new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = SearchQuery.MaxLength },
        _ => null,
    };

    private static OpenApiSchema Count(int most, int usual) => new()
    {
        Type = JsonSchemaType.Integer,
        Minimum = "1",
        Maximum = $"{most}",
        Default = usual,
    };
}
