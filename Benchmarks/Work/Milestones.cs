using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.ServerSentEvents;
using System.Text.Json;

namespace Benchmarks.Work;

/// <summary>Reads the general event stream and notes when each video is first queued, has a line, and has its summary.</summary>
internal sealed class Milestones : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    private readonly ConcurrentDictionary<string, long> submitted = new();
    private readonly Dictionary<string, TimeSpan> queued = [];
    private readonly Dictionary<string, TimeSpan> firstLine = [];
    private readonly Dictionary<string, TimeSpan> summary = [];
    private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource ending = new();
    private readonly HttpResponseMessage response;
    private readonly int videos;
    private readonly Task reading;

    private Milestones(HttpResponseMessage response, Stream stream, int videos)
    {
        (this.response, this.videos) = (response, videos);
        reading = ReadAsync(stream, ending.Token);
    }

    /// <summary>Ends when every video has its summary; fails with what broke the stream.</summary>
    public Task Done => done.Task;

    /// <summary>From submitting to the first that is heard of a video. When <see cref="Done"/>.</summary>
    public IReadOnlyList<TimeSpan> Queued => [.. queued.Values];

    /// <summary>From submitting to its first line.</summary>
    public IReadOnlyList<TimeSpan> FirstLine => [.. firstLine.Values];

    /// <summary>From submitting to its summary.</summary>
    public IReadOnlyList<TimeSpan> Summary => [.. summary.Values];

    /// <summary>Opens the stream.</summary>
    public static async Task<Milestones> WatchAsync(HttpClient client, int videos, CancellationToken cancellationToken)
    {
        var response = await client.GetAsync("/api/sse", HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        return new Milestones(response, await response.Content.ReadAsStreamAsync(cancellationToken), videos);
    }

    /// <summary>Notes that a video is being submitted now.</summary>
    /// <returns>The moment.</returns>
    public long NoteSubmitted(string id) => submitted[id] = Stopwatch.GetTimestamp();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await reading;
        response.Dispose();
        ending.Dispose();
    }

    private async Task ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var item in SseParser.Create(stream).EnumerateAsync(cancellationToken))
            {
                if (item.EventType == "reset")
                    throw new InvalidOperationException("The stream was told to begin anew, so times would be missing. Submit fewer videos, or slower.");
                if (item.EventType is "transcript" or "summary")
                    Note(item.EventType, JsonSerializer.Deserialize<Change>(item.Data, Web)!);
                if (summary.Count == videos)
                    done.TrySetResult();
            }

            done.TrySetException(new InvalidOperationException("The stream ended before the work did."));
        }
        catch (Exception exception)
        {
            done.TrySetException(exception); // after the end it says nothing new
        }
    }

    private void Note(string kind, Change change)
    {
        var since = Stopwatch.GetElapsedTime(submitted[change.VideoId]);
        queued.TryAdd(change.VideoId, since);
        if (kind == "transcript" && (change.Segments > 0 || change.Status == "completed"))
            firstLine.TryAdd(change.VideoId, since);
        if (change.Status is "failed" or "cancelled")
            throw new InvalidOperationException($"The {kind} of {change.VideoId} is {change.Status}.");
        if (kind == "summary" && change.Status == "completed")
            summary.TryAdd(change.VideoId, since);
    }

    private sealed record Change(string VideoId, string Status, int? Segments);
}
