using System.Collections;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.JSInterop;

namespace BlazorApp.Components;

/// <summary>
/// Keeps what each circuit knows of JSON small. A circuit calls scripts with options of its own, and the serializer describes for them
/// every interface of every value that it was ever handed: some thirty for the first whole number, 50 kB in each of a thousand circuits
/// (a heap of them counted with dotnet-gcdump). Nothing is ever written by those descriptions.
/// </summary>
internal sealed class LeanInterop : IJsonTypeInfoResolver
{
    private static readonly LeanInterop Shared = new();

    private readonly DefaultJsonTypeInfoResolver all = new();

    private LeanInterop()
    {
    }

    /// <inheritdoc/>
    // A collection may be written by its interface; what numbers and strings have in common with others is never asked for.
    public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options) =>
        type.IsInterface && type.Assembly == typeof(object).Assembly && !type.IsAssignableTo(typeof(IEnumerable)) ? null : all.GetTypeInfo(type, options);

    /// <summary>Has circuits use it. After the components are registered.</summary>
    public static void Use(IServiceCollection services)
    {
        var own = services.Last(service => service.ServiceType == typeof(IJSRuntime));
        services[services.IndexOf(own)] = new ServiceDescriptor(
            own.ServiceType, provider => Equip((IJSRuntime)ActivatorUtilities.CreateInstance(provider, own.ImplementationType!)), own.Lifetime);
    }

    private static IJSRuntime Equip(IJSRuntime runtime)
    {
        if (runtime is JSRuntime circuit)
            OptionsOf(circuit).TypeInfoResolver = Shared;
        return runtime;
    }

    // For classes derived from it; the one of circuits can't be derived from.
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_JsonSerializerOptions")]
    private static extern JsonSerializerOptions OptionsOf(JSRuntime runtime);
}
