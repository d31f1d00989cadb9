using Pipeline.Search;
using Tests.Fixtures;
using Xunit;

namespace Tests.Integration.Search;

/// <summary>A word that stands in more texts than are weighed.</summary>
public abstract class CommonWords(TestDatabase database) : SearchTest(database)
{
    [Fact]
    public async Task Common_word_finds_titles_and_the_newest_and_one_more_word_finds_the_others()
    {
        await using var host = await StartAsync();
        await PublishAsync(host, Transcript("oldest"), "The sea and a lighthouse.");
        await PublishAsync(host, Transcript("title"), "The end.", title: "The sea");
        for (var number = 0; number < SearchStore.MostRanked; number++)
            await PublishAsync(host, Transcript($"talk-{number}"), "The sea.");

        var common = await SearchAsync(host, "the sea", size: SearchStore.MostRanked + 10);
        var narrow = await SearchAsync(host, "the sea lighthouse");

        Assert.Equal((SearchStore.MostRanked, false), (common.Hits.Count, common.Complete));
        Assert.Equal(["title", $"talk-{SearchStore.MostRanked - 1}"], common.Hits.Take(2).Select(hit => hit.VideoId));
        Assert.DoesNotContain(common.Hits, hit => hit.VideoId == "oldest");
        Assert.Equal("oldest", Assert.Single(narrow.Hits).VideoId);
        Assert.True(narrow.Complete);
        Assert.Empty((await SearchAsync(host, "the sea", language: "tr")).Hits);
    }
}

public sealed class CommonWordsInSqlite() : CommonWords(new SqliteFile());

public sealed class CommonWordsInPostgres(PostgresFixture postgres) : CommonWords(postgres.New());
