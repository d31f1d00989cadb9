using Microsoft.EntityFrameworkCore;
using Pipeline.Status;
using Pipeline.Storage;
using Pipeline.Webhooks;
using Tests.Fixtures;
using Tests.Integration.Storage;
using Xunit;

namespace Tests.Integration.Webhooks;

/// <summary>Looking for what is due costs the same however much waits for receivers that do not answer, and however much was delivered.</summary>
public abstract class DuePlans(TestDatabase database, string explain) : WebhookTest(database)
{
    private const int Many = 5000;

    private readonly RecordedPlans plans = new(explain);

    /// <summary>What a plan says of putting in order what it has found.</summary>
    protected abstract string Sorting { get; }

    [Fact]
    public async Task What_is_due_is_read_along_the_index_of_its_webhook()
    {
        await using var host = await StartAsync();
        await using (var context = await Databases(host).CreateDbContextAsync(Cancel))
        {
            AddWebhook(context, "waiting");
            AddWebhook(context, "answering");
            AddWebhook(context, "stopped", StopReason.Gone);
            for (var number = 0; number < Many; number++)
            {
                AddDelivery(context, "waiting", number, DeliveryState.Pending);
                AddDelivery(context, "stopped", number, DeliveryState.Pending);
                AddDelivery(context, "answering", number, DeliveryState.Delivered);
            }

            AddDelivery(context, "answering", Many, DeliveryState.Pending);
            await context.SaveChangesAsync(Cancel);
            await context.Database.ExecuteSqlRawAsync("ANALYZE", Cancel);
        }

        var queue = new DeliveryQueue(Open(await AddressAsync(), plans), Clock);
        var due = await queue.GetDueAsync(Cancel);
        Assert.Equal(["answering", "waiting"], due.Select(webhook => webhook.Id).Order());
        Assert.Equal("answering-5000", (await queue.ClaimAsync("answering", TimeSpan.FromMinutes(1), Cancel))?.Row.Id);
        Assert.Equal("waiting-0", (await queue.ClaimAsync("waiting", TimeSpan.FromMinutes(1), Cancel))?.Row.Id);
        Assert.Equal("waiting-1", (await queue.ClaimAsync("waiting", TimeSpan.FromMinutes(1), Cancel))?.Row.Id);
        Assert.Null(await queue.ClaimAsync("stopped", TimeSpan.FromMinutes(1), Cancel));

        Assert.Equal(5, plans.Taken.Count);
        foreach (var (query, plan) in plans.Taken)
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"{query}\n{plan}\n");
            Assert.Contains("IX_webhook_deliveries_WebhookId_", plan, StringComparison.Ordinal);
            Assert.DoesNotContain(Sorting, plan, StringComparison.Ordinal);
        }
    }

    /// <summary>The same database, each query to which is recorded.</summary>
    protected abstract IDbContextFactory<LiveDbContext> Open(string address, RecordedPlans recorded);

    private static void AddWebhook(LiveDbContext context, string id, StopReason? stopped = null) => context.Webhooks.Add(new WebhookRow
    {
        Id = id,
        Url = $"https://{id}.example/",
        Host = $"{id}.example:443",
        Secret = "",
        VideoId = null,
        States = "completed",
        CreatedAt = DateTimeOffset.UnixEpoch,
        Cursor = 0,
        Epoch = "",
        Stopped = stopped,
    });

    private static void AddDelivery(LiveDbContext context, string webhook, int number, DeliveryState state) => context.WebhookDeliveries.Add(new WebhookDeliveryRow
    {
        Id = $"{webhook}-{number}",
        WebhookId = webhook,
        VideoId = $"talk-{number}",
        Kind = StatusKind.Transcript,
        Language = "en",
        Told = StatusState.Completed,
        Revision = number,
        Body = "{}",
        State = state,
        CreatedAt = DateTimeOffset.UnixEpoch.AddSeconds(number),
        NextAt = DateTimeOffset.UnixEpoch.AddSeconds(number),
    });
}

public sealed class DuePlansOfSqlite() : DuePlans(new SqliteFile(), "EXPLAIN QUERY PLAN")
{
    protected override string Sorting => "TEMP B-TREE";

    protected override IDbContextFactory<LiveDbContext> Open(string address, RecordedPlans recorded) => recorded.OfSqlite(address);
}

public sealed class DuePlansOfPostgres(PostgresFixture postgres) : DuePlans(postgres.New(), "EXPLAIN")
{
    protected override string Sorting => "Sort";

    protected override IDbContextFactory<LiveDbContext> Open(string address, RecordedPlans recorded) => recorded.OfPostgres(address);
}
