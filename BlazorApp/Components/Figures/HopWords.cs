using BlazorApp.Components.Videos;
using BlazorApp.Diagnostics;
using Microsoft.Extensions.Localization;

namespace BlazorApp.Components.Figures;

/// <summary>Turns the hops of the live path into words: what each is and does, what is wrong, what that means for people, and what Live does about it.</summary>
public sealed class HopWords(IStringLocalizer<Words> words, FigureWords figures)
{
    /// <summary>What the hop is called.</summary>
    public string Name(HopPlace place) => place switch
    {
        HopPlace.Workers => words["Workers"],
        HopPlace.Database => words["Database"],
        HopPlace.Redis => words["Redis"],
        HopPlace.Listener => words["Listener"],
        HopPlace.Feed => words["Feed"],
        _ => words["Viewers"],
    };

    /// <summary>How it is shown.</summary>
    public StatusFace Face(Hop hop)
    {
        ArgumentNullException.ThrowIfNull(hop);
        return hop switch
        {
            { IsBroken: true } => new(StatusTone.Bad, words["Broken"]),
            { Trouble: HopTrouble.Unknown } => new(StatusTone.Quiet, words["Unknown"]),
            { Trouble: HopTrouble.None } => new(StatusTone.Done, words["Well"]),
            _ => new(StatusTone.Warn, words["Some slow"]),
        };
    }

    /// <summary>The one figure of it.</summary>
    public string Figure(HopPlace place, DiagnosticsReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return place switch
        {
            HopPlace.Workers => report.Workers is { } workers ? words["{0} present", workers.Count] : words["not known"],
            HopPlace.Database => report.DatabaseReachable ? report.Now is { Waiting: 1 } ? words["1 job waits"] : words["{0} jobs wait", figures.Count(report.Now?.Waiting ?? 0)] : words["no answer"],
            HopPlace.Redis => report is { RedisReachable: true, ProbeMilliseconds: { } probe } ? words["{0} there and back", figures.Milliseconds(probe)] : words["no answer"],
            HopPlace.Listener => words["hears {0}", figures.Rate(report.Now?.MessagesPerSecond ?? 0)],
            HopPlace.Feed => words["delivers {0}", figures.Rate(report.Now?.DeliveriesPerSecond ?? 0)],
            _ => $"{Browsers(report.Circuits)}, {Streams(report.EventStreams)}",
        };
    }

    private string Browsers(int count) => count == 1 ? words["1 browser"] : words["{0} browsers", figures.Count(count)];

    private string Streams(int count) => count == 1 ? words["1 stream"] : words["{0} streams", figures.Count(count)];

    /// <summary>What is wrong, what it means and what Live does; null where nothing is wrong or nobody can tell.</summary>
    public string? Consequence(HopTrouble trouble) => trouble switch
    {
        HopTrouble.NoWorker => words["No worker is present: new videos wait. What is finished can be read, and work goes on as soon as a worker starts."].Value,
        HopTrouble.DatabaseAway => words["The database does not answer: nothing new can be submitted, saved or read. Pages keep what they show and try again every second."].Value,
        HopTrouble.RedisUnreachable => words["Redis is unreachable: nothing moves live. Workers go on and save; this page and every other catches up by itself."].Value,
        HopTrouble.Unsubscribed => words["This process has not subscribed to every channel: pages served by it stand still. It tries again by itself; results are safe."].Value,
        HopTrouble.Deaf => words["Redis passes news on to nobody: pages stand still. This process replaces its connection by itself and reads what was missed; results are safe."].Value,
        HopTrouble.NotHearing => words["Nothing comes back from Redis: pages served by this process stand still. It replaces the connection by itself and reads what was missed; results are safe."].Value,
        HopTrouble.CanaryLost => words["Every other hop looks well, and yet the canary does not arrive: changes may come late or not at all. Look into the log of this process."].Value,
        HopTrouble.ReadersReset => words["Some readers were too slow within the last minute and were told to read everything anew. Nobody else noticed, and nothing is lost."].Value,
        _ => null,
    };
}
