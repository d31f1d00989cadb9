using BenchmarkDotNet.Attributes;
using BlazorApp.EventStream;
using BlazorApp.Status;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Pipeline.Announcements;
using Pipeline.Status;

namespace Benchmarks.Pieces;

/// <summary>The pieces a change goes through: read, route to nobody, one or a thousand, encode, and the mailbox of one who watches.</summary>
public class LivePath
{
    private readonly byte[] payload = Ingest.Announcements.Make(count: 1, videos: 1)[0];
    private readonly List<FeedSubscription> subscriptions = [];
    private StatusFeed unwatched = null!;
    private StatusFeed one = null!;
    private StatusFeed thousand = null!;
    private StatusFeed own = null!;
    private FeedSubscription reader = null!;
    private StatusChange change = null!;
    private long revision = 1;

    /// <summary>Makes the feeds and who watches them.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        var message = StatusMessageReader.Read(payload, int.MaxValue).Message!;
        change = new StatusChange(new StatusKey(message.VideoId, StatusKind.Transcript, "en"), message);
        (unwatched, one, thousand, own) = (Feed(), Feed(), Feed(), Feed());
        Watch(one, 1);
        Watch(thousand, 1000);
        reader = own.Subscribe(StatusFilter.Videos(message.VideoId));
    }

    /// <summary>Lets go of them.</summary>
    [GlobalCleanup]
    public void CleanUp()
    {
        subscriptions.ForEach(subscription => subscription.Dispose());
        reader.Dispose();
    }

    /// <summary>UTF-8 to a checked message.</summary>
    [Benchmark]
    public object? Read() => StatusMessageReader.Read(payload, 256 * 1024).Message;

    /// <summary>A change to the frame that all readers of the event stream share.</summary>
    [Benchmark]
    public object Encode() => EventFrame.Encode(change, new StreamCursor(4711, "9f3c2a17"));

    /// <summary>A change of what nobody watches.</summary>
    [Benchmark]
    public bool RouteToNobody() => unwatched.Publish(Next());

    /// <summary>A change to one who watches; what waits is replaced.</summary>
    [Benchmark]
    public bool RouteToOne() => one.Publish(Next());

    /// <summary>A change to a thousand who watch.</summary>
    [Benchmark]
    public bool RouteToThousand() => thousand.Publish(Next());

    /// <summary>Into the mailbox of one, and out again.</summary>
    [Benchmark]
    public MailboxBatch PutAndTake()
    {
        own.Publish(Next());
        return reader.TakeAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult();
    }

    private StatusChange Next() => change with { Order = ++revision, Message = change.Message with { Revision = revision } };

    private void Watch(StatusFeed feed, int count)
    {
        for (var number = 0; number < count; number++)
            subscriptions.Add(feed.Subscribe(StatusFilter.Videos(change.Key.VideoId)));
    }

    private static StatusFeed Feed()
    {
        var meters = new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>();
        return new StatusFeed(Options.Create(new FeedOptions()), new FeedCounters(meters));
    }
}
