using Benchmarks.Fanout.Load;
using Tests.Fixtures;

namespace Benchmarks.Fanout.Servers;

/// <summary>A server that passes what it hears from Redis on to event streams.</summary>
/// <param name="name">What it is called in tables.</param>
/// <param name="processes">What it runs as.</param>
internal abstract class FanoutServer(string name, IReadOnlyList<ChildProcess> processes) : IAsyncDisposable
{
    /// <summary>What it is called in tables.</summary>
    public string Name => name;

    /// <summary>Where clients connect.</summary>
    public abstract int Port { get; }

    /// <summary>The stream of all videos.</summary>
    public abstract string AllPath { get; }

    /// <summary>How the line begins by which it says that nothing is missed from here on.</summary>
    public abstract byte[] ReadyMark { get; }

    /// <summary>How much processor time it has used.</summary>
    public TimeSpan Cpu => CpuClock.Of(processes.Select(process => process.Id));

    /// <summary>How much memory is resident, in bytes.</summary>
    public long Resident => processes.Sum(process => ResidentMemory.Of(process.Id));

    /// <summary>The stream of one video.</summary>
    public abstract string PathOf(string videoId);

    /// <summary>Has so many revisions handed out, as storing so many changes would; afterwards announcing them is the truth.</summary>
    /// <returns>The first of them.</returns>
    public abstract Task<long> HandOutRevisionsAsync(int count);

    /// <summary>Who is to connect.</summary>
    public LoadPlan Plan(int clients, bool ownVideo, double? openedPerSecond) => new(
        Port, clients, client => ownVideo ? PathOf(Announcement.VideoId(client)) : AllPath, ReadyMark, openedPerSecond);

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        foreach (var process in processes)
            await process.DisposeAsync();
    }
}
