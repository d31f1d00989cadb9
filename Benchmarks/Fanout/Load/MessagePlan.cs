namespace Benchmarks.Fanout.Load;

/// <summary>What is published.</summary>
/// <param name="Count">How many messages.</param>
/// <param name="Videos">To how many videos, in turns.</param>
/// <param name="Rate">How many a second; null for all at once.</param>
/// <param name="Bytes">How large each is.</param>
internal sealed record MessagePlan(int Count, int Videos, double? Rate, int Bytes)
{
    // A prime that divides no number of videos here: the turns go all over the videos, however few messages there are.
    private const long Step = 7919;

    /// <summary>The number of the video that this message is about.</summary>
    public int VideoOf(int message) => (int)(message * Step % Videos);
}
