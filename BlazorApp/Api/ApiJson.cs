using System.Text.Json;
using System.Text.Json.Serialization;
using BlazorApp.Diagnostics;

namespace BlazorApp.Api;

/// <summary>Source-generated JSON of the API: camel case, every member always present, so that a reader need not tell null from absent.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(SubmitRequest))]
[JsonSerializable(typeof(VideoResponse))]
[JsonSerializable(typeof(VideoPageResponse))]
[JsonSerializable(typeof(StatusResponse))]
[JsonSerializable(typeof(ResultResponse))]
[JsonSerializable(typeof(SearchResponse))]
[JsonSerializable(typeof(WebhookRequest))]
[JsonSerializable(typeof(WebhookResponse))]
[JsonSerializable(typeof(WebhookListResponse))]
[JsonSerializable(typeof(WebhookSecretResponse))]
[JsonSerializable(typeof(DeliveryResponse))]
[JsonSerializable(typeof(DeliveryPageResponse))]
[JsonSerializable(typeof(DiagnosticsReport))]
[JsonSerializable(typeof(IReadOnlyList<DiagnosticsSample>))]
[JsonSerializable(typeof(IReadOnlyList<EventResponse>))]
[JsonSerializable(typeof(RoundTripResponse))]
[JsonSerializable(typeof(LiveResponse))]
[JsonSerializable(typeof(ReadyResponse))]
public sealed partial class ApiJson : JsonSerializerContext;
