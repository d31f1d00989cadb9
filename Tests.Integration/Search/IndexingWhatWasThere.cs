using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Pipeline.Storage;
using Pipeline.Storage.Postgres;
using Pipeline.Storage.Sqlite;
using Tests.Fixtures;
using Xunit;

namespace Tests.Integration.Search;

/// <summary>What was stored before there was a search is found once a process of this version has started.</summary>
public abstract class IndexingWhatWasThere(TestDatabase database, string before) : SearchTest(database)
{
    private const int Videos = 25;

    [Fact]
    public async Task Stored_texts_are_found_after_the_upgrade_whichever_process_makes_it()
    {
        await StoreBeforeAsync();

        await using var first = await StartAsync();
        await using var second = await StartAsync();
        await PublishAsync(first, Transcript("talk-1"), "About something else."); // perhaps before its turn comes

        await Wait.For(async () => (await SearchAsync(second, "bread", size: 100)).Hits.Count == Videos - 1, "all texts to be found");
        Assert.Equal(["talk-0"], await FindAsync(first, "untold"));
        Assert.Equal(["talk-1"], await FindAsync(first, "else"));
        Assert.Equal(0, await CountBacklogAsync(first));
    }

    [Fact]
    public async Task Process_that_ends_half_way_goes_on_at_its_next_start()
    {
        await StoreBeforeAsync();
        await using (var first = await StartAsync())
            await Wait.For(async () => (await FindAsync(first, "bread")).Count > 0, "some texts to be found");

        await using var second = await StartAsync();

        await Wait.For(async () => (await SearchAsync(second, "bread", size: 100)).Hits.Count == Videos - 1, "all texts to be found");
    }

    protected abstract LiveDbContext Open(string address);

    private async Task StoreBeforeAsync()
    {
        await using var database = Open(await AddressAsync());
        await database.GetService<IMigrator>().MigrateAsync(before, Cancel);
        for (var number = 0; number < Videos; number++)
        {
            var id = $"talk-{number}";
            await database.Database.ExecuteSqlAsync($"""
                INSERT INTO videos ("Id", "Title", "Language", "CreatedAt") VALUES ({id}, {(number == 0 ? "Untold" : "Talk")}, 'en', {number})
                """, Cancel);
            if (number > 0)
            {
                await database.Database.ExecuteSqlAsync($"""
                    INSERT INTO results ("VideoId", "Kind", "Language", "Text", "Bytes") VALUES ({id}, 'summary', 'en', {"About bread."}, 12)
                    """, Cancel);
            }
        }
    }

    private static async Task<int> CountBacklogAsync(PipelineHost host)
    {
        await using var database = await host.Get<IDbContextFactory<LiveDbContext>>().CreateDbContextAsync(Cancel);
        return (await database.Database.SqlQuery<int>($"SELECT CAST(count(*) AS integer) AS \"Value\" FROM search_backlog").ToListAsync(Cancel)).Single();
    }
}

public sealed class IndexingWhatWasInSqlite() : IndexingWhatWasThere(new SqliteFile(), before: "Positions")
{
    protected override LiveDbContext Open(string address) => new SqliteDbContext(new DbContextOptionsBuilder<SqliteDbContext>().UseSqlite(address).Options);
}

public sealed class IndexingWhatWasInPostgres(PostgresFixture postgres) : IndexingWhatWasThere(postgres.NewMissing(), before: "Initial")
{
    protected override LiveDbContext Open(string address) => new PostgresDbContext(new DbContextOptionsBuilder<PostgresDbContext>().UseNpgsql(address).Options);
}
