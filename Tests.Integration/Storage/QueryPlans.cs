using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Pipeline.Status;
using Pipeline.Storage;
using Tests.Fixtures;
using Xunit;

namespace Tests.Integration.Storage;

/// <summary>
/// What is asked every second has to cost the same however much is stored. Asked of a table of many rows of which few are owed,
/// because a planner that sees a small table reads it from end to end, and is right.
/// </summary>
public abstract class QueryPlans(TestDatabase database) : StoreTest(database)
{
    private const int Rows = 50_000;

    /// <summary>What to put before a query to get its plan.</summary>
    protected abstract string Explain { get; }

    [Fact]
    public async Task Looking_for_what_is_owed_and_for_leases_reads_their_indexes_only()
    {
        await using var host = await StartAsync();
        await using var context = await host.Get<IDbContextFactory<LiveDbContext>>().CreateDbContextAsync(Cancel);
        await ManyStatuses.AddAsync(context, Rows, Cancel);

        var owed = context.Statuses.Where(row => row.AnnouncedRevision < row.Revision);
        var look = await PlanAsync(context, owed.OrderBy(row => row.Position).Take(100).ToQueryString());
        Assert.Contains("IX_statuses_unannounced", look, StringComparison.Ordinal);
        var leases = await PlanAsync(context, context.Statuses.Where(row => row.LeaseRenewals != null).ToQueryString());
        Assert.Contains("IX_statuses_LeaseRenewals", leases, StringComparison.Ordinal);
        var since = await PlanAsync(
            context, context.Statuses.Where(row => row.Position > Rows - 10).OrderBy(row => row.Position).ThenBy(row => row.Revision).Take(500).ToQueryString());
        Assert.Contains("IX_statuses_Position_Revision", since, StringComparison.Ordinal);
        var overdue = await PlanAsync(context, context.Videos.Where(video => video.RestorableUntil <= DateTimeOffset.UnixEpoch).ToQueryString());
        Assert.Contains("IX_videos_RestorableUntil", overdue, StringComparison.Ordinal);
        TestContext.Current.TestOutputHelper?.WriteLine($"{look}\n\n{leases}\n\n{since}");
    }

    [Fact]
    public async Task Page_of_the_library_is_read_along_one_index_from_where_it_begins()
    {
        await using var host = await StartAsync();
        await using var context = await host.Get<IDbContextFactory<LiveDbContext>>().CreateDbContextAsync(Cancel);
        await ManyStatuses.AddAsync(context, Rows, Cancel);
        var (state, deep, titled) = (StatusState.Completed, $"{Rows / 2}_v{Rows / 2}", "dg.v7"); // the last is after title "v"

        await WalksAsync("IX_videos_CreatedAt_Id", new VideoQuery(60));
        await WalksAsync("IX_videos_CreatedAt_Id", new VideoQuery(60, After: deep));
        await WalksAsync("IX_videos_CreatedAt_Id", new VideoQuery(60, Before: deep));
        await WalksAsync("IX_statuses_State_ListedAt_VideoId_Language", new VideoQuery(60, state, After: deep));
        await WalksAsync("IX_statuses_State_ListedAt_VideoId_Language", new VideoQuery(60, state, Sort: VideoSort.Oldest));
        await WalksAsync("IX_statuses_Language_ListedAt_VideoId_State", new VideoQuery(60, Language: "en", After: deep));
        await WalksAsync("_ListedAt_VideoId_", new VideoQuery(60, state, "en", Before: deep));
        await WalksAsync("IX_videos_SortTitle_Id", new VideoQuery(60, Sort: VideoSort.Title, After: titled));
        await WalksAsync("IX_videos_SortTitle_Id", new VideoQuery(60, state, Sort: VideoSort.Title));

        async Task WalksAsync(string index, VideoQuery query)
        {
            await using var command = query.Sort == VideoSort.Title
                ? LibraryQueries.ByTitle(context, query, few: null).CreateDbCommand()
                : LibraryQueries.InTime(context, query).CreateDbCommand();
            command.CommandText = $"{Explain} {command.CommandText}";
            var plan = await PlanAsync(context, command);
            TestContext.Current.TestOutputHelper?.WriteLine($"{query}\n{plan}\n");
            Assert.Contains(index, plan, StringComparison.Ordinal);
            // Neither database puts more in order than it returns.
            Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);
            Assert.DoesNotMatch(@"\bSort \(|HashAggregate|Hash .*Join|Seq Scan on videos", plan);
        }
    }

    private async Task<string> PlanAsync(LiveDbContext context, string query)
    {
        await using var command = context.Database.GetDbConnection().CreateCommand();
        // The parameters stand above the query as comments or settings of SQLite's shell; here they are 0.
        command.CommandText = $"{Explain} {string.Join('\n', query.Split('\n').Where(line => !line.StartsWith('.') && !line.StartsWith("--", StringComparison.Ordinal))).Replace("@p", "100", StringComparison.Ordinal)}";
        return await PlanAsync(context, command);
    }

    private static async Task<string> PlanAsync(LiveDbContext context, DbCommand command)
    {
        await context.Database.OpenConnectionAsync(Cancel);
        var lines = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        while (await reader.ReadAsync(Cancel))
            lines.Add(reader.GetString(reader.FieldCount - 1));
        return string.Join('\n', lines);
    }
}

public sealed class QueryPlansOfSqlite() : QueryPlans(new SqliteFile())
{
    protected override string Explain => "EXPLAIN QUERY PLAN";
}

public sealed class QueryPlansOfPostgres(PostgresFixture postgres) : QueryPlans(postgres.New())
{
    protected override string Explain => "EXPLAIN";
}
