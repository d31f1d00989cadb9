using System.Text.Json;
using BlazorApp.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;
using Microsoft.JSInterop.Infrastructure;
using Xunit;

namespace Tests.Component.Components;

/// <summary>What a circuit hands to scripts, and what it keeps of it.</summary>
public sealed class LeanInterops
{
    private readonly Scripts scripts;

    public LeanInterops()
    {
        var services = new ServiceCollection().AddScoped<IJSRuntime, Scripts>();
        LeanInterop.Use(services);
        scripts = (Scripts)services.BuildServiceProvider().CreateScope().ServiceProvider.GetRequiredService<IJSRuntime>();
    }

    [Fact]
    public void Arguments_are_written_as_before()
    {
        object?[] arguments = [1, 2.5, "a", true, null, StringComparison.Ordinal, new Dictionary<string, List<string>> { ["k"] = ["v"] }, new { Name = 3 }, new[] { 1, 2 }];

        Assert.Equal("""[1,2.5,"a",true,null,4,{"k":["v"]},{"name":3},[1,2]]""", JsonSerializer.Serialize(arguments, scripts.Options));
    }

    [Fact]
    public void Call_without_a_result_ends() =>
        Assert.Null(JsonSerializer.Deserialize<IJSVoidResult>("null", scripts.Options));

    [Fact]
    public void Interfaces_of_a_number_are_not_described()
    {
        JsonSerializer.Serialize<object?[]>([1], scripts.Options);

        Assert.False(scripts.Options.TryGetTypeInfo(typeof(IComparable), out _));
        Assert.True(scripts.Options.TryGetTypeInfo(typeof(int), out _));
    }

    private sealed class Scripts : JSRuntime
    {
        public JsonSerializerOptions Options => JsonSerializerOptions;

        protected override void BeginInvokeJS(long taskId, string identifier, string? argsJson, JSCallResultType resultType, long targetInstanceId) => throw new NotSupportedException();

        protected override void EndInvokeDotNet(DotNetInvocationInfo invocationInfo, in DotNetInvocationResult invocationResult) => throw new NotSupportedException();
    }
}
