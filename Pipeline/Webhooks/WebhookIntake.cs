using Microsoft.EntityFrameworkCore;
using Pipeline.Status;
using Pipeline.Storage;

namespace Pipeline.Webhooks;

/// <summary>
/// Writes down what webhooks are to be told: for each, what changed past its cursor, in the transaction that advances the cursor. What
/// was committed is therefore told although everybody died meanwhile, and nothing is written where a status changes. Several processes
/// do no harm: a cursor that another one has moved is left to it.
/// </summary>
public sealed class WebhookIntake(IDbContextFactory<LiveDbContext> databases, VideoStore store, TimeProvider clock)
{
    // More than any transaction changes, and little enough to be held.
    private const int PageSize = 500;

    // How far this process has looked and found nothing to tell, which needs not be written down.
    private readonly Dictionary<string, long> looked = [];

    /// <summary>Looks once at everything that changed. For one caller at a time.</summary>
    /// <returns>How many webhooks run, and how many deliveries were written down.</returns>
    public async Task<(int Webhooks, int Deliveries)> LookAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var webhooks = await database.Webhooks.AsNoTracking().Where(row => row.Stopped == null).ToListAsync(cancellationToken);
        foreach (var gone in looked.Keys.Except(webhooks.Select(webhook => webhook.Id)).ToList())
            looked.Remove(gone);
        if (webhooks.Count == 0)
            return (0, 0);

        var epoch = await store.GetEpochAsync(cancellationToken);
        var pages = new Dictionary<(long Since, string? Video), StatusSnapshot?>();
        var written = 0;
        foreach (var webhook in webhooks)
            written += await LookAsync(webhook, epoch, pages, cancellationToken);
        return (webhooks.Count, written);
    }

    private async Task<int> LookAsync(
        WebhookRow webhook, string epoch, Dictionary<(long, string?), StatusSnapshot?> pages, CancellationToken cancellationToken)
    {
        // Where the numbering began anew, all that has been numbered since is new.
        var stored = webhook.Epoch == epoch ? webhook.Cursor : 0;
        var since = Math.Max(stored, webhook.Epoch == epoch ? looked.GetValueOrDefault(webhook.Id) : 0);
        var written = 0;
        while (true)
        {
            if (!pages.TryGetValue((since, webhook.VideoId), out var page))
                pages[(since, webhook.VideoId)] = page = await ReadAsync(since, webhook.VideoId, cancellationToken);
            if (page is null)
                return written;
            var news = page.Statuses.Where(status => webhook.Wants(status.Message.Status)).ToList();
            if (news.Count > 0 || page.Next is not null || webhook.Epoch != epoch)
            {
                if (await WriteAsync(webhook, page.Cursor, epoch, news, cancellationToken) is not { } count)
                    return written; // another process did, or it was stopped or removed
                written += count;
                (webhook.Cursor, webhook.Epoch) = (page.Cursor, epoch);
            }

            looked[webhook.Id] = page.Cursor;
            if (page.Next is not { } next || next > page.Cursor)
                return written; // beyond that a change may still be committed below what was read
            since = next;
        }
    }

    private Task<StatusSnapshot?> ReadAsync(long since, string? videoId, CancellationToken cancellationToken) =>
        store.GetStatusesSinceAsync(since, videoId is null ? null : [videoId], PageSize, cancellationToken);

    /// <returns>How many deliveries; null when the cursor is no longer where it was read.</returns>
    private async Task<int?> WriteAsync(
        WebhookRow webhook, long cursor, string epoch, List<StatusChange> news, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.BeginWriteAsync(cancellationToken);
        // First, because it also keeps every other process from this webhook until the commit.
        var moved = await database.Webhooks
            .Where(row => row.Id == webhook.Id && row.Cursor == webhook.Cursor && row.Epoch == webhook.Epoch && row.Stopped == null)
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.Cursor, cursor).SetProperty(one => one.Epoch, epoch), cancellationToken);
        if (moved == 0)
            return null;

        var written = 0;
        foreach (var change in news)
            written += await WriteAsync(database, webhook.Id, change, cancellationToken) ? 1 : 0;
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return written;
    }

    private async Task<bool> WriteAsync(LiveDbContext database, string webhookId, StatusChange change, CancellationToken cancellationToken)
    {
        var key = change.Key;
        var ofStatus = database.WebhookDeliveries
            .Where(row => row.WebhookId == webhookId && row.VideoId == key.VideoId && row.Kind == key.Kind && row.Language == key.Language);
        // What lies between the cursor and the newest commit is read more than once.
        if (await ofStatus.AnyAsync(row => row.Revision >= change.Order, cancellationToken))
            return false;
        await ofStatus.Where(row => row.State == DeliveryState.Pending)
            .ExecuteUpdateAsync(row => row.SetProperty(delivery => delivery.State, DeliveryState.Superseded), cancellationToken);
        var now = clock.GetUtcNow();
        database.Add(new WebhookDeliveryRow
        {
            Id = WebhookIds.NewDelivery(),
            WebhookId = webhookId,
            VideoId = key.VideoId,
            Kind = key.Kind,
            Language = key.Language,
            Told = change.Message.Status,
            Revision = change.Order,
            Body = WebhookBody.Of(change),
            State = DeliveryState.Pending,
            CreatedAt = now,
            NextAt = now,
        });
        return true;
    }
}
