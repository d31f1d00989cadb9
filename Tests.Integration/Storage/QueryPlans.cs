using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Pipeline.Search;
using Pipeline.Status;
using Pipeline.Storage;
using Pipeline.Storage.Postgres;
using Pipeline.Storage.Sqlite;
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

    /// <summary>What gives each video a text: a word that all have, and one of a thousand.</summary>
    protected abstract string Texts { get; }

    /// <summary>What stands in a query that looks for words.</summary>
    protected abstract string Matches { get; }

    /// <summary>What stands in the plan of one that looks them up.</summary>
    protected abstract string WordIndex { get; }

    /// <summary>A context whose queries are explained.</summary>
    protected abstract LiveDbContext Open(string address, IInterceptor explained);

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

    [Fact]
    public async Task Search_looks_words_up_in_their_index()
    {
        await using var host = await StartAsync();
        await using (var context = await host.Get<IDbContextFactory<LiveDbContext>>().CreateDbContextAsync(Cancel))
        {
            await ManyStatuses.AddAsync(context, Rows, Cancel);
            await context.Database.ExecuteSqlRawAsync(Texts, Cancel);
        }

        var (explained, address) = (new ExplainedQueries(Explain), await AddressAsync());
        var store = new SearchStore(new ContextsOf(() => Open(address, explained)));
        foreach (var words in (string[])["\"rare7\"", "rare77", "\"often\" rare7"])
            Assert.Equal(20, (await store.SearchAsync(new SearchRequest(SearchQuery.Read(words).Query!, 20, StatusKind.Transcript), Cancel)).Hits.Count);

        var asked = explained.All.Where(query => query.Text.Contains(Matches, StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(asked);
        foreach (var (text, plan) in asked)
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"{text}\n{plan}\n");
            Assert.Contains(WordIndex, plan, StringComparison.Ordinal);
            Assert.DoesNotMatch("Seq Scan on search_documents|SCAN search_documents", plan);
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
        return await ExplainedQueries.ReadPlanAsync(command, Cancel);
    }

    private sealed class ContextsOf(Func<LiveDbContext> open) : IDbContextFactory<LiveDbContext>
    {
        public LiveDbContext CreateDbContext() => open();
    }
}

public sealed class QueryPlansOfSqlite() : QueryPlans(new SqliteFile())
{
    protected override string Explain => "EXPLAIN QUERY PLAN";

    protected override string Texts => """
        INSERT INTO search_documents ("VideoId", "Kind", "Language") SELECT "Id", 'transcript', 'en' FROM videos;
        INSERT INTO results ("VideoId", "Kind", "Language", "Text", "Bytes") SELECT "Id", 'transcript', 'en', 'Rare.', 5 FROM videos;
        INSERT INTO search_index (rowid, title, text, marks) SELECT "Id", 'v', 'often rare' || ("Id" % 1000), '›transcript' FROM search_documents;
        ANALYZE;
        """;

    protected override string Matches => "MATCH";

    protected override string WordIndex => "SCAN search_index VIRTUAL TABLE INDEX";

    protected override LiveDbContext Open(string address, IInterceptor explained) =>
        new SqliteDbContext(new DbContextOptionsBuilder<SqliteDbContext>().UseSqlite(address).AddInterceptors(explained).Options);
}

public sealed class QueryPlansOfPostgres(PostgresFixture postgres) : QueryPlans(postgres.New())
{
    protected override string Explain => "EXPLAIN";

    protected override string Texts => """
        INSERT INTO search_documents ("VideoId", "Kind", "Language", "Words")
        SELECT "Id", 'transcript', 'en', ('often:1 rare' || ("CreatedAt" % 1000) || ':2 ›transcript')::tsvector FROM videos;
        INSERT INTO results ("VideoId", "Kind", "Language", "Text", "Bytes") SELECT "Id", 'transcript', 'en', 'Rare.', 5 FROM videos;
        ANALYZE;
        """;

    protected override string Matches => "@@";

    protected override string WordIndex => "Bitmap Index Scan on \"IX_search_documents_Words\"";

    protected override LiveDbContext Open(string address, IInterceptor explained) =>
        new PostgresDbContext(new DbContextOptionsBuilder<PostgresDbContext>().UseNpgsql(address).AddInterceptors(explained).Options);
}
