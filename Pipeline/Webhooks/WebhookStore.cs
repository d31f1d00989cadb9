using Microsoft.EntityFrameworkCore;
using Pipeline.Status;
using Pipeline.Storage;

namespace Pipeline.Webhooks;

/// <summary>The webhooks and what they were told: what people and programs look at and change.</summary>
public sealed class WebhookStore(IDbContextFactory<LiveDbContext> databases, TimeProvider clock)
{
    /// <summary>How many webhooks there may be.</summary>
    public const int Most = 1000;

    /// <summary>All of them, the newest first.</summary>
    public async Task<IReadOnlyList<WebhookRow>> ListAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Webhooks.AsNoTracking().OrderByDescending(row => row.CreatedAt).ThenBy(row => row.Id).ToListAsync(cancellationToken);
    }

    /// <summary>One; null when it is unknown.</summary>
    public async Task<WebhookRow?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Webhooks.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
    }

    /// <summary>Makes one. It is told of what is committed from now on.</summary>
    /// <returns>The webhook; null when there are <see cref="Most"/> already.</returns>
    public async Task<WebhookRow?> CreateAsync(
        WebhookAddress address, string? videoId, IReadOnlyCollection<StatusState> states, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (await database.Webhooks.CountAsync(cancellationToken) >= Most)
            return null;
        var row = new WebhookRow
        {
            Id = WebhookIds.NewWebhook(),
            Url = address.Url.AbsoluteUri,
            Host = address.Host,
            Secret = WebhookSignature.NewSecret(),
            VideoId = videoId,
            States = WebhookStates.Join(states.Count == 0 ? WebhookStates.Default : states),
            CreatedAt = clock.GetUtcNow(),
            Cursor = (await database.ReadHorizonAsync(cancellationToken)).Settled,
            Epoch = await database.Epochs.Select(epoch => epoch.Value).SingleAsync(cancellationToken),
        };
        database.Add(row);
        await database.SaveChangesAsync(cancellationToken);
        return row;
    }

    /// <summary>Removes one with all its deliveries.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> DeleteAsync(string id, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Webhooks.Where(row => row.Id == id).ExecuteDeleteAsync(cancellationToken) > 0;
    }

    /// <summary>Lets a stopped one go on where it stopped: it is told the newest state of whatever changed meanwhile.</summary>
    /// <returns>Whether there was one that was stopped.</returns>
    public async Task<bool> StartAsync(string id, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Webhooks.Where(row => row.Id == id && row.Stopped != null).ExecuteUpdateAsync(
            row => row.SetProperty(webhook => webhook.Stopped, (StopReason?)null).SetProperty(webhook => webhook.StoppedAt, (DateTimeOffset?)null),
            cancellationToken) > 0;
    }

    /// <summary>Gives it another secret; the next attempt is signed with that.</summary>
    /// <returns>The secret; null when there is no such webhook.</returns>
    public async Task<string?> ReplaceSecretAsync(string id, CancellationToken cancellationToken)
    {
        var secret = WebhookSignature.NewSecret();
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Webhooks.Where(row => row.Id == id)
            .ExecuteUpdateAsync(row => row.SetProperty(webhook => webhook.Secret, secret), cancellationToken) > 0 ? secret : null;
    }

    /// <summary>Writes down a test, which is tried once.</summary>
    /// <returns>The delivery; null when there is no such webhook.</returns>
    public async Task<WebhookDeliveryRow?> TestAsync(string id, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (!await database.Webhooks.AnyAsync(row => row.Id == id, cancellationToken))
            return null;
        var now = clock.GetUtcNow();
        var row = new WebhookDeliveryRow
        {
            Id = WebhookIds.NewDelivery(),
            WebhookId = id,
            Revision = 0,
            Body = WebhookBody.OfTest(id, now),
            State = DeliveryState.Pending,
            CreatedAt = now,
            NextAt = now,
        };
        database.Add(row);
        await database.SaveChangesAsync(cancellationToken);
        return row;
    }

    /// <summary>A page of what it was told, the newest first.</summary>
    /// <param name="id">The webhook.</param>
    /// <param name="size">How many at most.</param>
    /// <param name="after">The <see cref="DeliveryPage.Next"/> of the page before; null for the first.</param>
    /// <param name="cancellationToken">Abandons the read.</param>
    /// <exception cref="FormatException"><paramref name="after"/> was not handed out by this method.</exception>
    public async Task<DeliveryPage> GetDeliveriesAsync(string id, int size, string? after, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var deliveries = database.WebhookDeliveries.AsNoTracking().Where(row => row.WebhookId == id);
        if (after is not null)
        {
            var (moment, last) = DeliveryPage.ParsePosition(after);
            deliveries = deliveries.Where(row => row.CreatedAt < moment || (row.CreatedAt == moment && row.Id.CompareTo(last) < 0));
        }

        var rows = await deliveries.OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id).Take(size + 1).ToListAsync(cancellationToken);
        return DeliveryPage.Of(rows, size);
    }

    /// <summary>One delivery; null when it is unknown.</summary>
    public async Task<WebhookDeliveryRow?> FindDeliveryAsync(string webhookId, string id, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.WebhookDeliveries.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && row.WebhookId == webhookId, cancellationToken);
    }

    /// <summary>Has a delivery sent again as it was, with a day of attempts before it.</summary>
    /// <returns>Whether it will be; not while an attempt at it is under way.</returns>
    public async Task<bool> ResendAsync(string webhookId, string id, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.WebhookDeliveries
            .Where(row => row.Id == id && row.WebhookId == webhookId && (row.LeaseUntil == null || row.LeaseUntil <= now))
            .ExecuteUpdateAsync(
                row => row.SetProperty(delivery => delivery.State, DeliveryState.Pending)
                    .SetProperty(delivery => delivery.Attempts, 0)
                    .SetProperty(delivery => delivery.NextAt, now),
                cancellationToken) > 0;
    }
}
