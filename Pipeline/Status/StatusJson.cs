using System.Text.Json;
using System.Text.Json.Serialization;

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
    MaxDepth = 8)]
[JsonSerializable(typeof(StatusMessage))]
public sealed partial class StatusJson : JsonSerializerContext;
