namespace Benchmarks.Faults.Traffic;

/// <summary>The ids of a run's videos, known before any of them is submitted.</summary>
/// <param name="Submitted">Those that are submitted by HTTP, in this order.</param>
/// <param name="Published">Those that only an outside program publishes about, in this order.</param>
internal sealed record VideoIds(IReadOnlyList<string> Submitted, IReadOnlyList<string> Published)
{
    private const int SubmittedPerPublished = 10;

    /// <summary>All of them.</summary>
    public IEnumerable<string> All => [.. Submitted, .. Published];

    /// <summary>Makes up the ids.</summary>
    public static VideoIds Create(int seed, int videos) => new(
        [.. Enumerable.Range(0, videos).Select(number => $"v{(uint)seed}-{number}")],
        [.. Enumerable.Range(0, videos / SubmittedPerPublished).Select(number => $"x{(uint)seed}-{number}")]);
}
