using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;

namespace BlazorApp.Export;

/// <summary>Registers and maps what leaves Live as files.</summary>
public static class ExportServices
{
    private const string FormType = "application/x-www-form-urlencoded";

    /// <summary>Adds what exports need.</summary>
    public static IServiceCollection AddExports(this IServiceCollection services) =>
        services.AddSingleton<ExportReader>().AddSingleton<SelectionArchive>();

    /// <summary>Maps <c>/api/videos/{id}/{kind}.{format}</c> and <c>/api/export.zip</c>.</summary>
    public static IEndpointRouteBuilder MapExports(this IEndpointRouteBuilder app)
    {
        var exports = app.MapGroup("/api").WithTags("Exports").ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        exports.MapGet("/videos/{id}/{kind}.{format}", ExportRoutes.GetAsync)
            .WithName("ExportResult")
            .WithSummary("A completed transcript or summary as a file. It has a strong ETag and can be read in ranges.")
            .Produces<string>(StatusCodes.Status200OK, ContentTypes[0], ContentTypes[1..])
            .Produces<string>(StatusCodes.Status206PartialContent, ContentTypes[0], ContentTypes[1..])
            .Produces(StatusCodes.Status304NotModified)
            .ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .Produces(StatusCodes.Status416RangeNotSatisfiable);
        exports.MapGet("/export.zip", SelectionRoutes.GetAsync)
            .WithName("ExportSelection")
            .WithSummary("The transcripts of the named videos as a ZIP archive. What has none is named in its README.txt, with the reason.")
            .Produces<byte[]>(StatusCodes.Status200OK, "application/zip")
            .ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status404NotFound);
        exports.MapPost("/export.zip", SelectionRoutes.PostAsync)
            .WithName("ExportSelectionByForm")
            .WithSummary("The same for as many videos as do not fit into an address, by a form with the same fields.")
            .WithMetadata(new RequestSizeLimitAttribute(SelectionRoutes.MaxBytes))
            .AddOpenApiOperationTransformer((operation, _, _) =>
            {
                operation.RequestBody = Form();
                return Task.CompletedTask;
            })
            .Produces<byte[]>(StatusCodes.Status200OK, "application/zip")
            .ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);
        return app;
    }

    private static string[] ContentTypes => [.. ExportFormats.All.Select(format => format.ContentType.Split(';')[0])];

    // By hand: the metadata that describes a body also refuses what is none before the route can say what to send.
    private static OpenApiRequestBody Form()
    {
        var word = new OpenApiSchema { Type = JsonSchemaType.String };
        return new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [FormType] = new()
                {
                    Schema = new OpenApiSchema
                    {
                        Type = JsonSchemaType.Object,
                        Required = new HashSet<string> { "video" },
                        Properties = new Dictionary<string, IOpenApiSchema>
                        {
                            ["video"] = new OpenApiSchema { Type = JsonSchemaType.Array, Items = word, MinItems = 1, MaxItems = Selection.MostVideos },
                            ["format"] = word,
                            ["language"] = word,
                        },
                    },
                },
            },
        };
    }
}
