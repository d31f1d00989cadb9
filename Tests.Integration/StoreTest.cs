using Pipeline.Jobs;
using Pipeline.Status;
using Tests.Fixtures;
using Xunit;

namespace Tests.Integration;

/// <summary>A test over a database of its own, a SQLite file unless it is given another. Nobody listens where its Redis would be, unless the test says so.</summary>
public abstract class StoreTest(TestDatabase database) : IDisposable
{
    protected StoreTest()
        : this(new SqliteFile())
    {
    }

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected string DatabaseFile => ((SqliteFile)database).Path;

    public void Dispose() => database.Dispose();

    protected static StatusKey Transcript(string videoId = "talk", string language = "en") => new(videoId, StatusKind.Transcript, language);

    protected static StatusKey Summary(string videoId = "talk", string language = "en") => new(videoId, StatusKind.Summary, language);

    protected static IReadOnlyList<Segment> Segments(int from, int count) =>
        [.. Enumerable.Range(from, count).Select(index => new Segment(index, index * 2, (index * 2) + 2, $"Line {index}"))];

    /// <summary>The value for <c>ConnectionStrings:Database</c>.</summary>
    protected Task<string> AddressAsync() => database.GetAddressAsync();

    protected Task<PipelineHost> StartAsync(params (string Key, string Value)[] settings) => StartAsync(TimeProvider.System, settings);

    protected async Task<PipelineHost> StartAsync(TimeProvider clock, params (string Key, string Value)[] settings) =>
        await PipelineHost.StartAsync(clock, await AddressAsync(), redis: null, settings);

    protected static Task<Submission> SubmitAsync(PipelineHost host, string videoId = "talk", string language = "en") =>
        host.Submissions.SubmitAsync(new VideoSource(videoId, Link: null), language, title: null, Cancel);

    /// <summary>Submits a video and claims its transcript.</summary>
    protected static async Task<Job> SubmitAndClaimAsync(PipelineHost host, string worker = "worker-1")
    {
        await SubmitAsync(host);
        return await ClaimAsync(host, worker);
    }

    protected static async Task<Job> ClaimAsync(PipelineHost host, string worker = "worker-1")
    {
        var job = await host.Jobs.ClaimAsync(worker, Cancel);
        Assert.NotNull(job);
        return job;
    }

    /// <summary>Starts four processes at once on the database, which may not be there yet, and shows that they share it.</summary>
    protected async Task AssertAllStartAtOnceAsync()
    {
        var starting = Enumerable.Range(0, 4).Select(_ => Task.Run(() => StartAsync())).ToArray();
        await Task.WhenAll(starting);
        try
        {
            await SubmitAsync(await starting[0]);
            Assert.NotNull(await (await starting[3]).Store.GetVideoAsync("talk", Cancel));
        }
        finally
        {
            foreach (var host in starting)
                await (await host).DisposeAsync();
        }
    }

    /// <summary>The status as the database has it.</summary>
    protected static async Task<StatusMessage> ReadAsync(PipelineHost host, StatusKey key)
    {
        var result = await host.Results.GetAsync(key, Cancel);
        Assert.NotNull(result);
        return result.Status.Message;
    }

    protected static Task WaitForAsync(PipelineHost host, StatusKey key, Func<StatusMessage, bool> condition, string what) =>
        Wait.For(async () => condition(await ReadAsync(host, key)), $"{key} to be {what}");
}
