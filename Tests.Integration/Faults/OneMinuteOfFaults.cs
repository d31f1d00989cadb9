using Tests.Fixtures;
using Xunit;

namespace Tests.Integration.Faults;

/// <summary>
/// The fault harness for one minute: two apps, three workers, Redis and the database as processes of their own, and every kind
/// of fault it knows at least once. <c>docs/reliability.md</c> says what is measured and how it is seen to fail.
/// </summary>
[Collection(nameof(AloneCollection))]
public sealed class OneMinuteOfFaults
{
    // A minute of faults, what is before and after it, and a machine that is busy.
    private static readonly TimeSpan EndsWithin = TimeSpan.FromMinutes(6);

    [Fact]
    public async Task A_minute_of_faults_leaves_every_viewer_with_the_truth_and_no_spinner_without_an_end()
    {
        using var folder = new TemporaryFolder();
        // A test run that is killed outright leaves neither the harness nor its programs behind.
        var environment = new Dictionary<string, string?> { ["LIVE_ENDS_WITH_STDIN"] = "1" };
        await using var harness = ChildProcess.Start(
            "The fault harness", "dotnet", [BuiltPrograms.Benchmarks, "faults", "--minutes", "1", "--seed", "1"], folder.Path, environment);

        var exitCode = await harness.WaitForExitAsync(EndsWithin);

        Assert.True(exitCode == 0, harness.Output);
    }
}
