using Microsoft.EntityFrameworkCore;
using Pipeline.Storage;
using Pipeline.Webhooks.Sending;

namespace Pipeline.Webhooks;

/// <summary>What waits to be sent. Of one status, one attempt runs at a time in all processes, and a newer one waits for it.</summary>
public sealed class DeliveryQueue(IDbContextFactory<LiveDbContext> databases, TimeProvider clock)
{
    private const int MostText = WebhookClient.KeptCharacters;

    /// <summary>Takes what is due.</summary>
    /// <param name="most">How many at most.</param>
    /// <param name="busyHosts">Hosts that enough is being sent to.</param>
    /// <param name="lease">How long nobody else takes them; longer than an attempt takes.</param>
    /// <param name="cancellationToken">Abandons the claim.</param>
    public async Task<IReadOnlyList<ClaimedDelivery>> ClaimAsync(
        int most, IReadOnlyCollection<string> busyHosts, TimeSpan lease, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var due = await (
            from row in Free(database, now)
            join webhook in database.Webhooks on row.WebhookId equals webhook.Id
            where (webhook.Stopped == null || row.Kind == null) && !busyHosts.Contains(webhook.Host)
            orderby row.NextAt
            select new { Row = row, webhook.Url, webhook.Host, webhook.Secret }).Take(most).AsNoTracking().ToListAsync(cancellationToken);

        var claimed = new List<ClaimedDelivery>();
        foreach (var item in due)
        {
            var owner = $"{Guid.NewGuid():N}";
            var taken = await Free(database, now).Where(row => row.Id == item.Row.Id).ExecuteUpdateAsync(
                row => row.SetProperty(delivery => delivery.LeaseOwner, owner)
                    .SetProperty(delivery => delivery.LeaseUntil, now + lease)
                    .SetProperty(delivery => delivery.Attempts, delivery => delivery.Attempts + 1),
                cancellationToken);
            if (taken > 0)
                claimed.Add(new ClaimedDelivery(item.Row, owner, item.Row.Attempts + 1, new Uri(item.Url), item.Host, item.Secret));
        }

        return claimed;
    }

    /// <summary>Notes what became of an attempt: delivered, to be tried again, or given up; a receiver that is gone stops its webhook.</summary>
    public async Task<DeliveryOutcome> SettleAsync(ClaimedDelivery claimed, DeliveryAnswer answer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(claimed);
        ArgumentNullException.ThrowIfNull(answer);
        var now = clock.GetUtcNow();
        var outcome = answer switch
        {
            { IsSuccess: true } => DeliveryOutcome.Delivered,
            { IsGone: true } => DeliveryOutcome.Stopped,
            _ when claimed.IsLast => DeliveryOutcome.GivenUp,
            _ => DeliveryOutcome.Failed,
        };
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.BeginWriteAsync(cancellationToken);
        var row = await database.WebhookDeliveries.SingleOrDefaultAsync(row => row.Id == claimed.Row.Id && row.LeaseOwner == claimed.Owner, cancellationToken);
        if (row is null)
            return outcome; // removed meanwhile, or taken over by another process that settles it
        (row.LeaseOwner, row.LeaseUntil, row.AnsweredAt) = (null, null, now);
        (row.AnswerStatus, row.Problem, row.ProblemDetail) = (answer.Status, answer.Problem, Short(answer.Detail));
        (row.DurationMilliseconds, row.AnswerBody) = ((long)answer.Duration.TotalMilliseconds, Short(answer.Body));
        row.NextAt = now + RetrySchedule.After(claimed.Attempt, Random.Shared.NextDouble(), answer.RetryAfter);
        // A newer state may have taken its place while it was under way; then it is not tried again.
        row.State = (outcome, row.State) switch
        {
            (DeliveryOutcome.Delivered, _) => DeliveryState.Delivered,
            (_, DeliveryState.Superseded) => DeliveryState.Superseded,
            (DeliveryOutcome.GivenUp, _) => DeliveryState.GivenUp,
            (DeliveryOutcome.Stopped, _) => DeliveryState.GivenUp,
            _ => DeliveryState.Pending,
        };
        await database.SaveChangesAsync(cancellationToken);
        if (outcome == DeliveryOutcome.Stopped)
        {
            await database.Webhooks.Where(webhook => webhook.Id == row.WebhookId && webhook.Stopped == null).ExecuteUpdateAsync(
                webhook => webhook.SetProperty(one => one.Stopped, StopReason.Gone).SetProperty(one => one.StoppedAt, now), cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return outcome;
    }

    /// <summary>Gives back what could not be tried because this process ends; it counts as no attempt.</summary>
    public async Task ReleaseAsync(ClaimedDelivery claimed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(claimed);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await database.WebhookDeliveries.Where(row => row.Id == claimed.Row.Id && row.LeaseOwner == claimed.Owner).ExecuteUpdateAsync(
            row => row.SetProperty(delivery => delivery.LeaseOwner, (string?)null)
                .SetProperty(delivery => delivery.LeaseUntil, (DateTimeOffset?)null)
                .SetProperty(delivery => delivery.Attempts, claimed.Attempt - 1),
            cancellationToken);
    }

    /// <summary>The ids of those that wait, the oldest first; not of webhooks that are stopped.</summary>
    public async Task<IReadOnlyList<string>> GetPendingAsync(int most, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await (
            from row in database.WebhookDeliveries
            join webhook in database.Webhooks on row.WebhookId equals webhook.Id
            where row.State == DeliveryState.Pending && webhook.Stopped == null
            orderby row.CreatedAt
            select row.Id).Take(most).ToListAsync(cancellationToken);
    }

    /// <summary>Removes those that are no longer tried and older than that.</summary>
    /// <returns>How many.</returns>
    public async Task<int> PruneAsync(TimeSpan keep, CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow() - keep;
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.WebhookDeliveries.Where(row => row.State != DeliveryState.Pending && row.CreatedAt < before).ExecuteDeleteAsync(cancellationToken);
    }

    private static IQueryable<WebhookDeliveryRow> Free(LiveDbContext database, DateTimeOffset now) => database.WebhookDeliveries.Where(row =>
        row.State == DeliveryState.Pending && row.NextAt <= now && (row.LeaseUntil == null || row.LeaseUntil <= now)
        && !database.WebhookDeliveries.Any(other => other.WebhookId == row.WebhookId && other.VideoId == row.VideoId && other.Kind == row.Kind
            && other.Language == row.Language && other.Id != row.Id && other.LeaseUntil > now));

    // Never half of a pair of surrogates: that is no text, and PostgreSQL does not take it.
    private static string? Short(string? text) =>
        text is null || text.Length <= MostText ? text : text[..(char.IsHighSurrogate(text[MostText - 1]) ? MostText - 1 : MostText)];
}
