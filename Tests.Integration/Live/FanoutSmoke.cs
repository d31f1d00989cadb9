using Tests.Fixtures;
using Xunit;

namespace Tests.Integration.Live;

/// <summary>The measurement of the fan-out still runs, and what it counts is right. It times nothing here.</summary>
public sealed class FanoutSmoke
{
    private static readonly TimeSpan EndsWithin = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Everything_published_arrives_once_at_everyone_who_watches_it_on_both_streams()
    {
        using var folder = new TemporaryFolder();
        // A test run that is killed outright leaves neither the measurement nor its programs behind.
        var environment = new Dictionary<string, string?> { ["LIVE_ENDS_WITH_STDIN"] = "1" };
        await using var measurement = ChildProcess.Start(
            "The measurement", "dotnet", [BuiltPrograms.Benchmarks, "fanout", "--smoke"], folder.Path, environment);

        var exitCode = await measurement.WaitForExitAsync(EndsWithin);

        Assert.True(exitCode == 0, measurement.Output);
        Assert.Contains("5000 arrived, 0 lost, 0 twice, 0 misrouted, 0 connections broken", measurement.Output, StringComparison.Ordinal);
        Assert.Contains("100 arrived, 0 lost, 0 twice, 0 misrouted, 0 connections broken", measurement.Output, StringComparison.Ordinal);
    }
}
