using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace BlazorApp.Export;

/// <summary>Source-generated JSON of files: camel case, every member always present.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(ExportedText))]
public sealed partial class ExportJson : JsonSerializerContext
{
    /// <summary>As it is written into files: letters of every language as they are, markup escaped.</summary>
    public static ExportJson File => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) });
}
