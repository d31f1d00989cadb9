using Benchmarks.Faults.Deploying;

namespace Benchmarks.Faults.Viewers;

/// <summary>What a viewer knows: the newest of each status, as a page would show it, and how it came to know it.</summary>
internal sealed class SeenStatuses
{
    private readonly Lock gate = new();
    private readonly Dictionary<StatusName, SeenStatus> newest = [];
    private readonly Dictionary<StatusName, long> sinceContinuous = [];

    /// <summary>How many changes it was told.</summary>
    public int Told { get; private set; }

    /// <summary>How many of them it knew already, or a later one.</summary>
    public int Duplicates { get; private set; }

    /// <summary>The changes that came after a later one of the same status, on the same connection and without a reset between.</summary>
    public List<string> OutOfOrder { get; } = [];

    /// <summary>The newest known of that status; null when it was never told of it.</summary>
    public SeenStatus? this[StatusName name]
    {
        get
        {
            lock (gate)
                return newest.TryGetValue(name, out var seen) ? seen : null;
        }
    }

    /// <summary>A stream told of a change.</summary>
    public void Tell(StatusName name, SeenStatus change)
    {
        lock (gate)
        {
            Told++;
            var before = sinceContinuous.GetValueOrDefault(name);
            if (change.Revision < before)
                OutOfOrder.Add($"{name}: revision {change.Revision} after {before}");
            else if (change.Revision <= newest.GetValueOrDefault(name).Revision)
                Duplicates++;
            sinceContinuous[name] = Math.Max(before, change.Revision);
            Keep(name, change);
        }
    }

    /// <summary>It was looked up, apart from the stream.</summary>
    public void LookUp(StatusName name, SeenStatus found)
    {
        lock (gate)
            Keep(name, found);
    }

    /// <summary>The stream begins anew, by a connection or a reset; what it tells next may be older than what it told last.</summary>
    public void Interrupt()
    {
        lock (gate)
            sinceContinuous.Clear();
    }

    private void Keep(StatusName name, SeenStatus change)
    {
        if (change.Revision > newest.GetValueOrDefault(name).Revision)
            newest[name] = change;
    }
}
