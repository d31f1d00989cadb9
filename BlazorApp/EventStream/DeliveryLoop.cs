namespace BlazorApp.EventStream;

/// <summary>
/// Walks the streams in which something has arrived and writes to one after the other. A few such loops serve all streams: a change
/// that thousands watch wakes as many threads as there are processors and not one for each reader, and what arrives while a stream
/// waits for its turn leaves in the same write.
/// </summary>
/// <remarks>
/// A loop never waits for a client: a write that does not fit into the client's socket is finished by whoever notices that it fits, and
/// the loop goes on to the next stream.
/// </remarks>
internal sealed class DeliveryLoop(TimeSpan pingAfter, TimeProvider clock) : IThreadPoolWorkItem
{
    // How many streams are written to before other work of the process gets its turn: the listener, before all.
    private const int Turn = 64;

    private readonly Lock gate = new();
    private readonly Queue<LiveStream> asked = [];
    private readonly List<LiveStream> streams = [];
    private readonly DeliveryRound round = new();
    private bool running;

    /// <summary>After how long without a write a stream sends a ping.</summary>
    public TimeSpan PingAfter { get; } = pingAfter;

    /// <summary>How many streams it serves.</summary>
    public int Count
    {
        get
        {
            lock (gate)
                return streams.Count;
        }
    }

    /// <summary>Whether no stream waits for it to come by, and it is at none.</summary>
    public bool IsIdle
    {
        get
        {
            lock (gate)
                return !running;
        }
    }

    /// <summary>A timestamp of the loop's clock.</summary>
    public long Now => clock.GetTimestamp();

    /// <summary>The time between two of them.</summary>
    public TimeSpan Elapsed(long since, long now) => clock.GetElapsedTime(since, now);

    /// <summary>Takes in a stream; it is told of the time from now on.</summary>
    public void Join(LiveStream stream)
    {
        lock (gate)
        {
            stream.Place = streams.Count;
            streams.Add(stream);
        }
    }

    /// <summary>Lets a stream go that it serves.</summary>
    public void Leave(LiveStream stream)
    {
        lock (gate)
        {
            var last = streams[^1];
            (streams[stream.Place], last.Place) = (last, stream.Place);
            streams.RemoveAt(streams.Count - 1);
        }
    }

    /// <summary>Comes by at a stream.</summary>
    public void Ask(LiveStream stream)
    {
        if (Starts(stream))
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
    }

    /// <summary>Comes by at a stream, on the caller's thread unless it is running already.</summary>
    public void Go(LiveStream stream)
    {
        if (Starts(stream))
            Execute();
    }

    /// <summary>Tells all streams that time has gone by.</summary>
    public void Tick()
    {
        LiveStream[] all;
        lock (gate)
            all = [.. streams];
        var now = Now;
        foreach (var stream in all)
            stream.Tick(now);
    }

    /// <inheritdoc/>
    public void Execute()
    {
        for (var count = 0; count < Turn; count++)
        {
            LiveStream? stream;
            lock (gate)
            {
                running = asked.TryDequeue(out stream);
                if (!running)
                    return;
            }

            stream!.Deliver(round);
            round.Clear();
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private bool Starts(LiveStream stream)
    {
        lock (gate)
        {
            asked.Enqueue(stream);
            var starts = !running;
            running = true;
            return starts;
        }
    }
}
