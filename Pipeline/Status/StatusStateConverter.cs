using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pipeline.Status;

/// <summary>Reads and writes <see cref="StatusState"/> by name only: a number is a wrong type, not a state.</summary>
public sealed class StatusStateConverter() : JsonStringEnumConverter<StatusState>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);
