namespace Benchmarks.Faults.Kinds;

/// <summary>Something that goes wrong, and that ends.</summary>
/// <param name="Kind">What it is called in the report.</param>
/// <param name="Target">Who it happens to.</param>
internal abstract record Fault(string Kind, string Target)
{
    /// <summary>How long it lasts, about.</summary>
    public virtual TimeSpan Lasts => TimeSpan.Zero;

    /// <summary>Within what time of its end every viewer has to have the truth.</summary>
    public virtual TimeSpan Bound => TimeSpan.FromSeconds(5);

    /// <summary>How long nothing else may go wrong afterwards; what goes wrong next might mend it by accident.</summary>
    public virtual TimeSpan CalmAfter => TimeSpan.Zero;

    /// <summary>Makes it happen and returns when it has ended, or at once when everything is to end.</summary>
    public abstract Task StrikeAsync(Scene scene, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public sealed override string ToString() => $"{Kind}: {Target}";

    /// <summary>Lets it last.</summary>
    protected static async Task LastAsync(TimeSpan duration, CancellationToken cancellationToken) =>
        await Task.Delay(duration, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
