using System.Collections.Concurrent;
using Tests.Fixtures;

namespace Tests.Integration.Live;

/// <summary>Readers that read what comes at once, and how long after its commit each change reached them.</summary>
public sealed class PromptReaders : IDisposable
{
    private readonly EventStreamClient[] streams;
    private readonly ConcurrentDictionary<string, long>[] told;
    private readonly ConcurrentBag<double> delays = [];
    private readonly Task[] reading;

    private PromptReaders(EventStreamClient[] streams)
    {
        this.streams = streams;
        told = [.. streams.Select(_ => new ConcurrentDictionary<string, long>())];
        reading = [.. streams.Zip(told, (stream, revisions) => Task.Run(() => ReadAsync(stream, revisions)))];
    }

    /// <summary>Opens so many streams of everything and begins to read them.</summary>
    public static async Task<PromptReaders> OpenAsync(int count, AppProcess app, string cursor) =>
        new(await Task.WhenAll(Enumerable.Range(0, count).Select(_ => EventStreamClient.OpenAsync(app.Client, "/api/sse", cursor))));

    /// <summary>Waits until every one of them has been told the last revision of each of the videos.</summary>
    public Task WaitForAsync(IReadOnlyDictionary<string, long> truth) => Wait.For(
        () => reading.FirstOrDefault(task => task.IsCompleted) is { } ended
            ? throw new InvalidOperationException("A stream has ended.", ended.Exception)
            : told.All(revisions => truth.All(last => revisions.GetValueOrDefault(last.Key) == last.Value)),
        "every reader to have the truth");

    /// <summary>The delay, in milliseconds, that this share of the changes stayed below.</summary>
    public double Delay(double share) => delays.Order().ElementAt((int)((delays.Count - 1) * share));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var stream in streams)
            stream.Dispose();
    }

    private async Task ReadAsync(EventStreamClient stream, ConcurrentDictionary<string, long> revisions)
    {
        while (await stream.ReadAsync() is { } item)
        {
            if (item.Revision is not { } revision)
                continue;
            delays.Add((DateTimeOffset.UtcNow - DateTimeOffset.FromUnixTimeMilliseconds(item.Data.GetProperty("timestamp").GetInt64())).TotalMilliseconds);
            revisions[item.Data.GetProperty("videoId").GetString()!] = revision;
        }
    }
}
