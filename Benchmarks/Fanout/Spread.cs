namespace Benchmarks.Fanout;

/// <summary>How long something took, many times.</summary>
/// <param name="Half">Half of them took no longer.</param>
/// <param name="Most">Ninety-nine of a hundred took no longer.</param>
/// <param name="Slowest">None took longer.</param>
internal readonly record struct Spread(TimeSpan Half, TimeSpan Most, TimeSpan Slowest)
{
    /// <param name="sorted">What they took, sorted, in microseconds.</param>
    public static Spread Of(IReadOnlyList<int> sorted) => sorted.Count == 0 ? default : new(At(sorted, 0.5), At(sorted, 0.99), At(sorted, 1));

    // Nearest rank.
    private static TimeSpan At(IReadOnlyList<int> sorted, double share) =>
        TimeSpan.FromMicroseconds(sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Count) - 1)]);
}
