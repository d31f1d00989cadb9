using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pipeline.Demo;

/// <summary>
/// How the app reaches AppHost's control endpoint, on the loopback only and with a token of this run:
/// <c>GET /processes</c> lists <see cref="ControlledProcess"/>es, <c>POST /processes/{name}/{action}</c> does something to one.
/// </summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(IReadOnlyList<ControlledProcess>))]
public sealed partial class ControlContract : JsonSerializerContext
{
    /// <summary>The environment variable with the endpoint's address.</summary>
    public const string AddressVariable = "Demo__Control";

    /// <summary>The environment variable with the token, which every request carries as <c>Authorization: Bearer</c>.</summary>
    public const string TokenVariable = "Demo__Token";

    /// <summary>The path of the list, and the first part of every action's.</summary>
    public const string Processes = "processes";
}
