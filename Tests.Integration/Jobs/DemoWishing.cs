using Pipeline.Demo;
using Pipeline.Jobs;
using Pipeline.Status;
using Tests.Fixtures;
using Xunit;

namespace Tests.Integration.Jobs;

/// <summary>A real simulated worker and what a demo wishes of it.</summary>
public sealed class DemoWishing() : StoreTest(new SqliteFile())
{
    private static readonly Dictionary<string, string?> NeverFails = new()
    {
        ["Simulator__FailureShare"] = "0",
        ["Simulator__TranscriptDuration"] = "00:00:02",
        ["Simulator__SummaryDuration"] = "00:00:01",
    };

    [Fact]
    public async Task Wish_is_granted_and_where_there_is_none_the_worker_is_as_its_options_say()
    {
        await using var redis = new GarnetServer();
        await redis.StartAsync();
        await using var host = await PipelineHost.StartAsync(await AddressAsync(), redis.Address);
        await Wait.For(() => host.Redis.Usable is not null, "the connection to Redis");
        await LeaveAsync(host, "demo-fails", "no-demo");
        await using var worker = await WorkerProcess.StartAsync("grants", redis.Address, await AddressAsync(), NeverFails);

        foreach (var id in (string[])["demo-fails", "demo-unwished", "no-demo"])
            await host.Submissions.SubmitAsync(new VideoSource(id, Link: null), "en", title: null, Cancel);

        await WaitForAsync(host, "demo-fails", StatusState.Failed);
        await WaitForAsync(host, "demo-unwished", StatusState.Completed);
        await WaitForAsync(host, "no-demo", StatusState.Completed);
    }

    [Fact]
    public async Task Wish_is_not_heard_outside_of_development()
    {
        await using var redis = new GarnetServer();
        await redis.StartAsync();
        await using var host = await PipelineHost.StartAsync(await AddressAsync(), redis.Address);
        await Wait.For(() => host.Redis.Usable is not null, "the connection to Redis");
        await LeaveAsync(host, "demo-fails");
        await using var worker = await WorkerProcess.StartAsync(
            "deaf", redis.Address, await AddressAsync(), new Dictionary<string, string?>(NeverFails) { ["DOTNET_ENVIRONMENT"] = "Production" });

        await host.Submissions.SubmitAsync(new VideoSource("demo-fails", Link: null), "en", title: null, Cancel);

        await WaitForAsync(host, "demo-fails", StatusState.Completed);
    }

    // Everything fails, and at once: a wish that is granted can't be overlooked.
    private static Task LeaveAsync(PipelineHost host, params string[] ids) =>
        new DemoWishes(host.Redis).LeaveAsync(ids.ToDictionary(id => id, _ => new DemoWish(Speed: 20, FailureShare: 1, StallShare: 0, Seed: 1, Place: 1)));

    private static Task WaitForAsync(PipelineHost host, string id, StatusState state) => Wait.For(
        async () => (await host.Store.GetStatusesAsync([id], Cancel)).Statuses.Any(status => status.Key.Kind == StatusKind.Transcript && status.Message.Status == state),
        $"the transcript of {id} to be {state}");
}
