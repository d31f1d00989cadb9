using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Pipeline.Search;
using Pipeline.Status;
using Pipeline.Storage;
using Tests.Fixtures;
using Tests.Integration.Storage;
using Xunit;

namespace Tests.Integration.Search;

/// <summary>
/// Words are looked up in the index, whether they stand in one text of a thousand or in all of them, and nothing goes through the
/// texts. Asked of a library that is worth an index, because a planner that sees a small one reads it from end to end, and is right.
/// </summary>
public abstract class SearchPlans(TestDatabase database, string explain) : StoreTest(database)
{
    private const int Texts = 20_000;

    private readonly RecordedPlans plans = new(explain);

    /// <summary>The table that holds the words.</summary>
    protected abstract string Table { get; }

    [Fact]
    public async Task Every_search_uses_the_index_and_goes_through_no_table()
    {
        await using var host = await StartAsync();
        await using (var context = await host.Get<IDbContextFactory<LiveDbContext>>().CreateDbContextAsync(Cancel))
            await FillAsync(context);
        var store = new SearchStore(Open(await AddressAsync(), plans));

        foreach (var text in (string[])["\"rare7\"", "\"tenth7\"", "\"half1\"", "\"common\"", "\"common\" \"rare7\"", "common half1 rare7", "rare7", "ten", "\"rare7 end\""])
        {
            await LooksUpAsync(store, text, kind: null, language: null);
            await LooksUpAsync(store, text, StatusKind.Transcript, "en");
        }
    }

    /// <summary>The same database, each query to which is recorded.</summary>
    protected abstract IDbContextFactory<LiveDbContext> Open(string address, RecordedPlans plans);

    /// <summary>What indexes <c>search_documents</c>: each text has a word of all of them, one of every second, tenth and thousandth, and one more.</summary>
    protected abstract string Index { get; }

    /// <summary>Shows that what holds the words is asked by its index.</summary>
    protected abstract void AssertUsesIndex(string plan);

    private async Task LooksUpAsync(SearchStore store, string text, StatusKind? kind, string? language)
    {
        var before = plans.Taken.Count;
        var page = await store.SearchAsync(new SearchRequest(SearchQuery.Read(text).Query!, Size: 5, kind, language), Cancel);
        Assert.Equal(5, page.Hits.Count);

        var taken = plans.Taken.Skip(before).ToList();
        Assert.All(taken, plan => AssertGoesThroughNothing(plan.Plan));
        var ofWords = taken.Where(plan => plan.Query.Contains(Table, StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(ofWords);
        foreach (var (query, plan) in ofWords)
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"{text}\n{query}\n{plan}\n");
            AssertUsesIndex(plan);
        }
    }

    // SQLite writes SCAN also for what is no table: a subquery, a list of values, and the index of words itself.
    private static void AssertGoesThroughNothing(string plan) => Assert.DoesNotMatch(@"Seq Scan|SCAN (?!\(|\w+ VIRTUAL TABLE INDEX)", plan);

    private async Task FillAsync(LiveDbContext context)
    {
        await ManyStatuses.AddAsync(context, Texts, Cancel);
        string[] statements =
        [
            """INSERT INTO search_documents ("VideoId", "Kind", "Language") SELECT "Id", 'transcript', 'en' FROM videos ORDER BY "CreatedAt" """,
            """INSERT INTO results ("VideoId", "Kind", "Language", "Text", "Bytes") SELECT "Id", 'transcript', 'en', 'common', 6 FROM videos""",
            """INSERT INTO segments ("VideoId", "Language", "Index", "Start", "End", "Text") SELECT "Id", 'en', 0, 0, 1, 'common' FROM videos""",
            Index,
            "ANALYZE",
        ];
        foreach (var statement in statements)
            await context.Database.ExecuteSqlRawAsync(statement, Cancel);
    }
}

public sealed class SearchPlansOfSqlite() : SearchPlans(new SqliteFile(), "EXPLAIN QUERY PLAN")
{
    protected override string Table => "search_index";

    protected override string Index => """
        INSERT INTO search_index (rowid, title, text, marks)
        SELECT "Id", 'v', 'common half' || ("Id" % 2) || ' tenth' || ("Id" % 10) || ' rare' || ("Id" % 1000) || ' end', '‹v »en ›transcript' FROM search_documents
        """;

    protected override IDbContextFactory<LiveDbContext> Open(string address, RecordedPlans plans) => plans.OfSqlite(address);

    // M is the search for words (fts5BestIndexMethod in https://sqlite.org/src/file/ext/fts5/fts5_main.c).
    protected override void AssertUsesIndex(string plan)
    {
        Assert.Matches(@"SCAN search_index VIRTUAL TABLE INDEX \d+:\S*M", plan);
        Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);
    }
}

public sealed class SearchPlansOfPostgres(PostgresFixture postgres) : SearchPlans(postgres.New(), "EXPLAIN")
{
    protected override string Table => "\"Words\"";

    protected override string Index => """
        UPDATE search_documents SET "Words" = ('''v'':1A ''‹v'' ''common'':3 ''half' || ("Id" % 2) || ''':4 ''tenth' || ("Id" % 10)
            || ''':5 ''rare' || ("Id" % 1000) || ''':6 ''end'':7 ''»en'' ''›transcript''')::tsvector
        """;

    protected override IDbContextFactory<LiveDbContext> Open(string address, RecordedPlans plans) => plans.OfPostgres(address);

    // Twice: the words, and the words as those of a title.
    protected override void AssertUsesIndex(string plan) => Assert.Equal(2, Regex.Count(plan, "Bitmap Index Scan on \"IX_search_documents_Words\""));
}
