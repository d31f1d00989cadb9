namespace BlazorApp.Webhooks;

/// <summary>Rung when there may be something to tell, so that it is told at once and not at the next look by the clock. For one who waits.</summary>
public sealed class WebhookBell
{
    private volatile TaskCompletionSource rung = New();

    /// <summary>Rings. Several rings before the next look are one.</summary>
    public void Ring() => rung.TrySetResult();

    /// <summary>Waits for a ring, or until patience has run out. What rings from then on is heard by the next call.</summary>
    public async Task WaitAsync(TimeSpan patience, TimeProvider clock, CancellationToken cancellationToken)
    {
        await rung.Task.WaitAsync(patience, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        rung = New();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
