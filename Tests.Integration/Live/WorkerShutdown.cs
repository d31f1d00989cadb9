using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Tests.Fixtures;
using Xunit;

namespace Tests.Integration.Live;

/// <summary>A worker that is told to end (SIGTERM) leaves no job waiting for its lease.</summary>
public sealed class WorkerShutdown(LiveFixture<GarnetServer> live, ITestOutputHelper output) : IClassFixture<LiveFixture<GarnetServer>>
{
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan OpensWithin = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Worker_gives_its_jobs_back_at_once()
    {
        await using var worker = Simulate();
        await live.SubmitAsync("in-hand");
        await Wait.For(async () => (await ReadAsync("in-hand")) is { State: "processing", Lines: > 1 }, "the worker to have saved lines", OpensWithin);

        var told = Stopwatch.StartNew();
        Assert.True(await worker.StopAsync(), "The worker had to be ended by force.");

        var (state, stage, lines) = await ReadAsync("in-hand");
        output.WriteLine($"Given back and gone after {told.Elapsed.TotalSeconds:0.00} s, with {lines} lines.");
        // Its lease would have run out after a minute, and then the stage would say that a worker was lost.
        Assert.Equal(("queued", null), (state, stage));
        Assert.InRange(told.Elapsed, TimeSpan.Zero, EndsWithin);
        Assert.Equal(lines, (await live.ClaimAsync("in-hand")).Segments);
    }

    private ChildProcess Simulate()
    {
        var environment = new Dictionary<string, string?>
        {
            ["DOTNET_ENVIRONMENT"] = "Development",
            ["ConnectionStrings__Redis"] = live.Redis.Address,
            ["ConnectionStrings__Database"] = $"Data Source={live.DatabaseFile}",
            ["REDIS_URL"] = null,
            ["LIVE_ENDS_WITH_STDIN"] = "1",
            ["Jobs__Lease"] = "00:01:00",
            ["Simulator__FailureShare"] = "0",
        };
        var folder = Path.GetDirectoryName(live.DatabaseFile)!;
        return ChildProcess.Start("The simulator", "dotnet", [BuiltPrograms.Simulator], folder, environment);
    }

    private async Task<(string State, string? Stage, int Lines)> ReadAsync(string id)
    {
        var status = await live.App.Client.GetFromJsonAsync<JsonElement>($"/api/videos/{id}/transcript", Cancel);
        return (
            status.GetProperty("status").GetString()!,
            status.TryGetProperty("stage", out var stage) ? stage.GetString() : null,
            status.TryGetProperty("segments", out var lines) ? lines.GetArrayLength() : 0);
    }
}
