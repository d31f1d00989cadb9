using Microsoft.EntityFrameworkCore;
using Pipeline.Storage;
using Pipeline.Webhooks.Sending;

namespace Pipeline.Webhooks;

/// <summary>What waits to be sent. Of one status, one attempt runs at a time in all processes, and a newer one waits for it.</summary>
public sealed class DeliveryQueue(IDbContextFactory<LiveDbContext> databases, TimeProvider clock)
{
    private const int MostText = WebhookClient.KeptCharacters;

    /// <summary>The webhooks for which something is due; of one that is stopped, a test.</summary>
    public async Task<IReadOnlyList<DueWebhook>> GetDueAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var due = Due(database, clock.GetUtcNow());
        return await database.Webhooks
            .Where(webhook => (webhook.Stopped == null && due.Any(row => row.WebhookId == webhook.Id))
                || due.Any(row => row.WebhookId == webhook.Id && row.VideoId == null))
            .Select(webhook => new DueWebhook(webhook.Id, webhook.Host)).ToListAsync(cancellationToken);
    }

    /// <summary>Takes what has been due longest for a webhook. It costs the same however much waits, for this one or for others.</summary>
    /// <param name="webhookId">The webhook.</param>
    /// <param name="lease">How long nobody else takes it; longer than an attempt takes.</param>
    /// <param name="cancellationToken">Abandons the claim.</param>
    /// <returns>Null when nothing is due that is not under way already.</returns>
    public async Task<ClaimedDelivery?> ClaimAsync(string webhookId, TimeSpan lease, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var due =
            from row in Free(database, now)
            join webhook in database.Webhooks on row.WebhookId equals webhook.Id
            where row.WebhookId == webhookId && (webhook.Stopped == null || row.VideoId == null)
            orderby row.NextAt
            select new { Row = row, webhook.Url, webhook.Host, webhook.Secret };
        while (await due.AsNoTracking().FirstOrDefaultAsync(cancellationToken) is { } item)
        {
            var owner = $"{Guid.NewGuid():N}";
            var taken = await Free(database, now).Where(row => row.Id == item.Row.Id).ExecuteUpdateAsync(
                row => row.SetProperty(delivery => delivery.LeaseOwner, owner)
                    .SetProperty(delivery => delivery.LeaseUntil, now + lease)
                    .SetProperty(delivery => delivery.Attempts, delivery => delivery.Attempts + 1),
                cancellationToken);
            if (taken > 0) // else another process was faster
                return new ClaimedDelivery(item.Row, owner, item.Row.Attempts + 1, new Uri(item.Url), item.Host, item.Secret);
        }

        return null;
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

    private static IQueryable<WebhookDeliveryRow> Due(LiveDbContext database, DateTimeOffset now) => database.WebhookDeliveries.Where(row =>
        row.State == DeliveryState.Pending && row.NextAt <= now && (row.LeaseUntil == null || row.LeaseUntil <= now));

    private static IQueryable<WebhookDeliveryRow> Free(LiveDbContext database, DateTimeOffset now) => Due(database, now).Where(row =>
        !database.WebhookDeliveries.Any(other => other.WebhookId == row.WebhookId && other.VideoId == row.VideoId && other.Kind == row.Kind
            && other.Language == row.Language && other.Id != row.Id && other.LeaseUntil > now));

    // Never half of a pair of surrogates: that is no text, and PostgreSQL does not take it.
    private static string? Short(string? text) =>
        text is null || text.Length <= MostText ? text : text[..(char.IsHighSurrogate(text[MostText - 1]) ? MostText - 1 : MostText)];
}
