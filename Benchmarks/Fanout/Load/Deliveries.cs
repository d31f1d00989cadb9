namespace Benchmarks.Fanout.Load;

/// <summary>What arrived of what was published, and what did not. Written by the load client alone; read when it is done.</summary>
internal sealed class Deliveries
{
    private readonly MessagePlan plan;
    private readonly int clients;
    private readonly bool ownVideo;
    private readonly ulong[] seen; // a bit per client and message, or per message when only one client is to have it
    private readonly int[] newest; // the last message that came, per client
    private readonly int[] last; // the last one that is to come, per client; -1 for none
    private readonly int[] latencies;
    private long awaited;
    private int measured;

    /// <param name="plan">What is published.</param>
    /// <param name="clients">To how many.</param>
    /// <param name="ownVideo">Whether each watches the video of its own number, instead of all of them.</param>
    public Deliveries(MessagePlan plan, int clients, bool ownVideo)
    {
        (this.plan, this.clients, this.ownVideo) = (plan, clients, ownVideo);
        newest = Filled(clients);
        last = Filled(clients);
        for (var message = 0; ownVideo && message < plan.Count; message++)
        {
            if (plan.VideoOf(message) is var video && video < clients)
                (last[video], Expected) = (message, Expected + 1);
        }

        if (!ownVideo)
            Expected = (long)clients * plan.Count;
        awaited = ownVideo ? last.Count(message => message >= 0) : Expected;
        seen = new ulong[((ownVideo ? plan.Count : Expected) / 64) + 1];
        latencies = new int[Expected];
    }

    /// <summary>How many events all clients together are to get.</summary>
    public long Expected { get; }

    /// <summary>How many different ones they got.</summary>
    public int Received => measured;

    /// <summary>How many came a second time.</summary>
    public int Twice { get; private set; }

    /// <summary>How many came to a client that does not watch that video, or were never sent.</summary>
    public int Misrouted { get; private set; }

    /// <summary>How many did not come although nothing newer about the same video did.</summary>
    public long Lost => ownVideo ? Enumerable.Range(0, plan.Count).LongCount(IsLost) : Expected - measured;

    /// <summary>How many were left out for a newer one about the same video, as a client that is behind is promised.</summary>
    public long Superseded => Expected - measured - Lost;

    /// <summary>When the first of those that came was sent, and the last received, in microseconds.</summary>
    public (long FirstSent, long LastReceived) Span { get; private set; } = (long.MaxValue, 0);

    /// <summary>Whether nothing more is to come.</summary>
    public bool IsComplete => awaited == 0;

    /// <summary>Notes an event.</summary>
    public void Add(int client, int message, long sent, long now)
    {
        if ((uint)message >= (uint)plan.Count || (ownVideo && plan.VideoOf(message) != client))
        {
            Misrouted++;
            return;
        }

        var place = ownVideo ? message : ((long)client * plan.Count) + message;
        ref var bits = ref seen[place / 64];
        if ((bits & (1UL << (int)(place % 64))) != 0)
        {
            Twice++;
            return;
        }

        bits |= 1UL << (int)(place % 64);
        latencies[measured++] = (int)Math.Max(0, now - sent);
        Span = (Math.Min(Span.FirstSent, sent), now);
        newest[client] = Math.Max(newest[client], message);
        if (!ownVideo || message == last[client])
            awaited--;
    }

    /// <summary>From the publishing to the receiving, sorted, in microseconds.</summary>
    public int[] Latencies() => [.. latencies.AsSpan(0, measured).ToArray().Order()];

    private bool IsLost(int message) =>
        plan.VideoOf(message) is var video && video < clients && (seen[message / 64] & (1UL << (message % 64))) == 0 && newest[video] < message;

    private static int[] Filled(int length)
    {
        var none = new int[length];
        Array.Fill(none, -1);
        return none;
    }
}
