using Pipeline.Demo;
using Pipeline.Status;

namespace BlazorApp.Demo;

/// <summary>What a presenter asks for.</summary>
/// <param name="Count">How many videos.</param>
/// <param name="Speed">How many times faster than the usual pace.</param>
/// <param name="FailureShare">The share of jobs that fail at their first attempt, 0 to 1. Each video is two jobs.</param>
/// <param name="StallShare">The share of jobs that go silent at their first attempt, 0 to 1.</param>
/// <param name="Language">A language from <see cref="Pipeline.Status.Language.Offered"/>.</param>
public sealed record DemoRequest(int Count, double Speed, double FailureShare, double StallShare, string Language)
{
    /// <summary>How many tiles a wall has at most.</summary>
    public const int MostVideos = 200;

    // The same in every demo, so that it repeats: place by place the same failures and stalls.
    private const int Seed = 1;

    /// <summary>Whether all of it can be done.</summary>
    public bool IsValid => Count is >= 1 and <= MostVideos && WishFor(1).IsValid && Pipeline.Status.Language.Offered.ContainsKey(Language);

    /// <summary>What simulated workers are asked about the video at that place, from 1.</summary>
    public DemoWish WishFor(int place) => new(Speed, FailureShare, StallShare, Seed, place);
}
