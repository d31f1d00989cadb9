using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pipeline.Status;

/// <summary>
/// Reads a <see cref="StatusState"/> on the wire by its exact name. The framework's converter also takes <c>COMPLETED</c> and
/// <c>"queued, failed"</c>, which it reads as the sum of the two.
/// </summary>
internal sealed class StatusNameConverter : JsonConverter<StatusState>
{
    private static readonly StatusState[] States = Enum.GetValues<StatusState>();
    private static readonly JsonEncodedText[] Names = [.. States.Select(state => JsonEncodedText.Encode(JsonNamingPolicy.CamelCase.ConvertName($"{state}")))];

    /// <summary>Reads the value at which the reader stands.</summary>
    /// <returns>Whether it is a state.</returns>
    public static bool TryRead(ref Utf8JsonReader reader, out StatusState state)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            for (var index = 0; index < Names.Length; index++)
            {
                if (!reader.ValueTextEquals(Names[index].EncodedUtf8Bytes))
                    continue;
                state = States[index];
                return true;
            }
        }

        state = default;
        return false;
    }

    public override StatusState Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TryRead(ref reader, out var state) ? state : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, StatusState value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Names[Array.IndexOf(States, value)]);
}
