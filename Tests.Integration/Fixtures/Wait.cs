using System.Diagnostics;

namespace Tests.Fixtures;

/// <summary>Waits for a condition, never for a time.</summary>
public static class Wait
{
    /// <summary>How long a condition may take that is expected to come true; generous, because it is spent by failures only.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(15);

    /// <summary>Returns once the condition holds.</summary>
    /// <exception cref="TimeoutException">It did not hold in time; the message names what was waited for and what the last look found.</exception>
    public static Task For(Func<bool> condition, string what, TimeSpan? timeout = null) =>
        For(() => Task.FromResult(condition()), what, timeout);

    /// <inheritdoc cref="For(Func{bool}, string, TimeSpan?)"/>
    public static async Task For(Func<Task<bool>> condition, string what, TimeSpan? timeout = null) =>
        await For(async () => await condition() ? "" : null, what, timeout);

    /// <summary>Returns what the look found, once it finds something.</summary>
    /// <inheritdoc cref="For(Func{bool}, string, TimeSpan?)"/>
    public static async Task<T> For<T>(Func<Task<T?>> look, string what, TimeSpan? timeout = null)
        where T : class
    {
        var started = Stopwatch.GetTimestamp();
        var limit = timeout ?? Patience;
        using var timer = new PeriodicTimer(Between);
        do
        {
            if (await look() is { } found)
                return found;
        }
        while (Stopwatch.GetElapsedTime(started) < limit && await timer.WaitForNextTickAsync());

        throw new TimeoutException($"After {limit.TotalSeconds:0.#} s still waiting for {what}.");
    }
}
