using System.Net.ServerSentEvents;
using System.Text.Json;
using Benchmarks.Faults.Deploying;

namespace Benchmarks.Faults.Viewers;

/// <summary>
/// A client of the event stream with good manners: it comes back after <c>retry:</c>, to the other app, with <c>Last-Event-ID</c>,
/// and after a <c>reset</c> of the general stream it looks up what the snapshot does not hold.
/// </summary>
/// <param name="name">What it is called.</param>
/// <param name="watched">The videos it watches; null for all.</param>
/// <param name="apps">Where the apps listen.</param>
/// <param name="first">The app it begins with.</param>
/// <param name="resumes">Whether it says where it was when it comes back.</param>
/// <param name="client">Opens the streams; shared.</param>
internal sealed class Viewer(string name, IReadOnlyList<string>? watched, IReadOnlyList<Uri> apps, int first, bool resumes, HttpClient client)
{
    private static readonly TimeSpan AnswersWithin = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(30); // twice the heartbeat, as docs/event-stream.md advises

    private readonly Lock gate = new();
    private readonly HashSet<string>? ids = watched?.ToHashSet();
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenSource? connection;
    private TimeSpan retry = TimeSpan.FromSeconds(2);
    private TimeSpan away;
    private string? cursor;

    /// <summary>What it is called.</summary>
    public string Name => name;

    /// <summary>What it knows.</summary>
    public SeenStatuses Seen { get; } = new();

    /// <summary>Ends when it has had its first snapshot.</summary>
    public Task Ready => ready.Task;

    /// <summary>Which of the apps it is at.</summary>
    public int App { get; private set; }

    /// <summary>How often it was told <c>reset</c>.</summary>
    public int Resets { get; private set; }

    /// <summary>How often it came back, or tried to.</summary>
    public int Reconnects { get; private set; }

    /// <summary>Whether it watches that video.</summary>
    public bool Watches(string videoId) => ids?.Contains(videoId) ?? true;

    /// <summary>Loses its connection and stays away for that long besides <c>retry:</c>'s time.</summary>
    public void Leave(TimeSpan duration)
    {
        lock (gate)
        {
            away = duration;
            connection?.Cancel();
        }
    }

    /// <summary>Watches until it is to end.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        for (App = first % apps.Count; ; App = (App + 1) % apps.Count)
        {
            using var current = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            lock (gate)
                connection = current;
            try
            {
                await FollowAsync(apps[App], current);
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
            {
                Seen.Interrupt(); // refused, broken off, silent, or gone for a while
            }

            await Task.Delay(Disconnected(), cancellationToken);
        }
    }

    private TimeSpan Disconnected()
    {
        lock (gate)
        {
            connection = null;
            Reconnects++;
            var wait = retry + away;
            away = TimeSpan.Zero;
            return wait;
        }
    }

    private async Task FollowAsync(Uri app, CancellationTokenSource connection)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(app, Path));
        if (resumes && cursor is not null)
            request.Headers.Add("Last-Event-ID", cursor);
        connection.CancelAfter(AnswersWithin);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, connection.Token);
        response.EnsureSuccessStatusCode();

        await using var stream = await response.Content.ReadAsStreamAsync(connection.Token);
        var events = SseParser.Create(stream, (_, data) => JsonSerializer.Deserialize<StreamMessage>(data, JsonSerializerOptions.Web));
        connection.CancelAfter(LongestSilence);
        await foreach (var item in events.EnumerateAsync(connection.Token))
        {
            connection.CancelAfter(LongestSilence);
            cursor = events.LastEventId is { Length: > 0 } id ? id : cursor;
            retry = events.ReconnectionInterval is { Ticks: > 0 } told ? told : retry;
            await TakeAsync(app, item, connection.Token);
        }

        Seen.Interrupt();
    }

    private async Task TakeAsync(Uri app, SseItem<StreamMessage?> item, CancellationToken cancellationToken)
    {
        switch (item)
        {
            case { EventType: "ping" }:
                ready.TrySetResult();
                break;
            case { EventType: "reset" }:
                Resets++;
                Seen.Interrupt();
                if (ids is null)
                    await VideoList.LookUpAsync(client, app, Seen, cancellationToken);
                break;
            case { Data: { VideoId: { } videoId, Revision: { } revision, Status: { } status, Language: { } language } }:
                Seen.Tell(new StatusName(videoId, item.EventType, language), new SeenStatus(status, revision));
                break;
        }
    }

    private string Path => watched switch
    {
        null => "/api/sse",
        [var id] => $"/api/sse/videos/{id}",
        _ => $"/api/sse?video={string.Join("&video=", watched)}",
    };
}
