namespace Pipeline.Webhooks;

/// <summary>When a delivery is tried again: after 5 s, then each time after twice as long, spread by a fifth; the last attempt comes after about a day.</summary>
public static class RetrySchedule
{
    /// <summary>How often a change is tried.</summary>
    public const int MostAttempts = 15;

    /// <summary>The longest pause that a receiver can ask for.</summary>
    public static readonly TimeSpan MostAskedFor = TimeSpan.FromHours(1);

    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);

    // Receivers that come back are not met by everything at once.
    private const double Spread = 0.2;

    /// <summary>How long to wait after a failure.</summary>
    /// <param name="attempts">How many attempts there were, from 1.</param>
    /// <param name="chance">0 to 1.</param>
    /// <param name="askedFor">What the receiver asked for (<c>Retry-After</c>); it can only make the pause longer.</param>
    public static TimeSpan After(int attempts, double chance, TimeSpan? askedFor = null)
    {
        var pause = First * Math.Pow(2, attempts - 1) * (1 - Spread + (2 * Spread * chance));
        var wanted = askedFor > MostAskedFor ? MostAskedFor : askedFor;
        return wanted > pause ? wanted.Value : pause;
    }
}
