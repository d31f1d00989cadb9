using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tests.Fixtures;
using Xunit;

namespace Tests.Integration.Live;

/// <summary>A process that is told to end (SIGTERM) leaves nobody hanging.</summary>
public sealed partial class Shutdown(LiveFixture<GarnetServer> live, ITestOutputHelper output) : IClassFixture<LiveFixture<GarnetServer>>
{
    private const int Streams = 1000;
    private const int Circuits = 100;

    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan OpensWithin = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task App_with_a_thousand_streams_and_a_hundred_circuits_ends_each_of_them_cleanly_and_is_gone_within_five_seconds()
    {
        using var client = new HttpClient { BaseAddress = live.App.Address, Timeout = Timeout.InfiniteTimeSpan };
        var circuits = new List<CircuitClient>();
        for (var number = 0; number < Circuits; number++)
            circuits.Add(await CircuitClient.OpenAsync(client, number % 2 == 0 ? "/" : "/videos/watched", Cancel));
        var streams = Enumerable.Range(0, Streams)
            .Select(number => client.GetStringAsync(number % 2 == 0 ? "/api/sse" : "/api/sse/videos/watched", Cancel))
            .ToList();
        await Wait.For(async () => await OpenAsync() == (Streams, Circuits), "the streams and circuits to be open", OpensWithin);
        await live.SubmitAsync("watched");
        var rendered = circuits.Select(circuit => circuit.Batches).ToList();
        await live.Worker.Jobs.CompleteAsync(await live.ClaimAsync("watched"), "Seen by all.", Cancel);
        await Wait.For(() => circuits.Zip(rendered).All(pair => pair.First.Batches > pair.Second), "every circuit to render the news");

        var told = Stopwatch.StartNew();
        Assert.True(await live.App.StopAsync(), "The app had to be ended by force.");

        Assert.InRange(told.Elapsed, TimeSpan.Zero, EndsWithin);
        // A stream that breaks off instead of ending throws here.
        var farewells = (await Task.WhenAll(streams).WaitAsync(EndsWithin, Cancel)).Select(Farewell).ToList();
        output.WriteLine($"Gone after {told.Elapsed.TotalSeconds:0.00} s; retries from {farewells.Min()} to {farewells.Max()} ms.");
        Assert.InRange(farewells.Max() - farewells.Min(), 4000, 5000);
        // Of ten equal parts of the five seconds, each gets about a tenth.
        Assert.All(farewells.CountBy(retry => Math.Min(9, (retry - 2000) / 500)), part => Assert.InRange(part.Value, Streams / 20, Streams / 5));
        await Task.WhenAll(circuits.Select(circuit => circuit.Closed)).WaitAsync(EndsWithin, Cancel); // no page is left waiting for its app
        foreach (var circuit in circuits)
            await circuit.DisposeAsync();
    }

    private async Task<(int Streams, int Circuits)> OpenAsync()
    {
        var report = await live.App.Client.GetFromJsonAsync<JsonElement>("/api/diagnostics", Cancel);
        return (report.GetProperty("eventStreams").GetInt32(), report.GetProperty("circuits").GetInt32());
    }

    private static int Farewell(string stream) => LastRetry().Match(stream) is { Success: true } found
        ? int.Parse(found.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
        : throw new InvalidOperationException($"A stream ended without saying when to come back:\n{stream}");

    [GeneratedRegex(@"\nretry: (\d+)\n\n$")]
    private static partial Regex LastRetry();
}
