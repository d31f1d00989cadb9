using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Pipeline.Status;

/// <summary>Source-generated JSON of the wire contract: camel case, nothing written for what is absent.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    NumberHandling = JsonNumberHandling.Strict,
    PropertyNameCaseInsensitive = false,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    MaxDepth = 8,
    Converters = [typeof(StatusNameConverter)])]
[JsonSerializable(typeof(StatusMessage))]
public sealed partial class StatusJson : JsonSerializerContext
{
    /// <summary>
    /// The contract as it is written: letters of every language as they are, so that a Turkish transcript is not tripled in
    /// size, and <c>&lt;</c>, <c>&gt;</c> and <c>&amp;</c> escaped, so that no reader can mistake text for markup.
    /// </summary>
    public static StatusJson Wire => field ??= new(new JsonSerializerOptions(Default.Options)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    });
}
