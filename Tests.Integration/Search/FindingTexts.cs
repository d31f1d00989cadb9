using System.Globalization;
using Pipeline.Jobs;
using Pipeline.Search;
using Pipeline.Status;
using Tests.Fixtures;
using Xunit;

namespace Tests.Integration.Search;

/// <summary>What is found, where, and in which order, alike on both databases.</summary>
public abstract class FindingTexts(TestDatabase database) : SearchTest(database)
{
    [Theory]
    [InlineData("İstanbul'da ışık", "ISTANBUL", "istanbul", "İSTANBUL", "ıstanbul", "İstanbul'da", "isik", "IŞIK", "\"istanbul da isik\"", "ista")]
    [InlineData("Çağrı ŞÖLENİ gürül gürül", "cagri", "CAGRI", "çağrı", "soleni", "şöleni", "gurul", "GÜRÜL")]
    [InlineData("The Café's lighthouse", "cafe", "CAFÉ", "LIGHTHOUSE", "light", "\"cafe s lighthouse\"")]
    public async Task Text_is_found_whichever_way_it_is_typed(string text, params string[] queries)
    {
        await using var host = await StartAsync();
        await PublishAsync(host, Transcript("other"), "Nothing of that.");
        await PublishAsync(host, Transcript(), text);

        foreach (var query in queries)
            Assert.Equal((query, "talk"), (query, string.Join(' ', await FindAsync(host, query))));
    }

    [Fact]
    public async Task Every_word_has_to_be_there_the_last_by_its_beginning_and_phrases_as_they_stand()
    {
        await using var host = await StartAsync();
        await PublishAsync(host, Transcript("both"), "A keeper of the lighthouse.");
        await PublishAsync(host, Transcript("one"), "The lighthouse of a harbour.");

        Assert.Equal(["both"], await FindAsync(host, "lighthouse keeper"));
        Assert.Equal(["both", "one"], (await FindAsync(host, "the lightho")).Order());
        Assert.Empty(await FindAsync(host, "lightho keeper"));
        Assert.Empty(await FindAsync(host, "\"lightho\""));
        Assert.Equal(["both"], await FindAsync(host, "\"of the lighthouse\""));
        Assert.Equal(["one"], await FindAsync(host, "\"the lighthouse of\""));
        Assert.Empty(await FindAsync(host, "li"));
    }

    [Fact]
    public async Task Titles_count_more_then_texts_that_say_it_more_often_then_the_newest()
    {
        await using var host = await StartAsync();
        await PublishAsync(host, Transcript("title"), "About the sea, and then about the sea once more, and again about the sea.", title: "A lighthouse");
        await PublishAsync(host, Transcript("often"), "The lighthouse, the lighthouse, the lighthouse, and then the sea once more, and the lighthouse.");
        await PublishAsync(host, Transcript("once-a"), "The lighthouse, and then about the sea once more, and again about the sea, and about it.");
        await PublishAsync(host, Transcript("once-b"), "The lighthouse, and then about the sea once more, and again about the sea, and about it.");

        Assert.Equal(["title", "often", "once-b", "once-a"], await FindAsync(host, "lighthouse"));
    }

    [Fact]
    public async Task Transcript_is_found_with_the_moment_at_which_most_of_it_is_said()
    {
        await using var host = await StartAsync();
        string[] lines = [.. Enumerable.Range(0, 40).Select(number => $"Line {number} about the sea."), "The keeper lit the", "LAMP in the tower.", "The end."];
        await MakeAsync(host, "talk", "A night", lines, summary: "A keeper and a lamp.");

        var hits = (await SearchAsync(host, "keeper lamp")).Hits;

        var transcript = Assert.Single(hits, hit => hit.Kind == StatusKind.Transcript);
        Assert.Equal(new SearchMoment(40, 240), transcript.Moment);
        Assert.Contains("The keeper lit the LAMP in the tower.", transcript.Excerpt!.Text, StringComparison.Ordinal);
        Assert.Equal(["keeper", "LAMP"], transcript.Excerpt.Parts.Where(part => part.IsMatch).Select(part => part.Text));
        var summary = Assert.Single(hits, hit => hit.Kind == StatusKind.Summary);
        Assert.Equal(("A keeper and a lamp.", null), (summary.Excerpt!.Text, summary.Moment));
        Assert.Equal(new SearchMoment(40, 240), (await SearchAsync(host, "\"lit the lamp\"")).Hits.Single().Moment);
        Assert.Null((await SearchAsync(host, "night", StatusKind.Transcript)).Hits.Single().Moment);
    }

    [Theory]
    [InlineData("[{0:00}:00] {1}\n")] // a line for each segment, with its time
    [InlineData("{1} ")] // one line for all of them
    public async Task Moment_and_excerpt_are_what_was_said_however_the_text_is_written(string form)
    {
        await using var host = await StartAsync();
        string[] lines = [.. Enumerable.Repeat("Nothing of it in this sentence about the sea.", 299), "After 77 waves", "The keeper lit", "the lamp.", .. Enumerable.Repeat("The end.", 60)];
        await MakeAsync(host, "talk", "A night by the sea", lines, text: string.Concat(lines.Select((line, index) => string.Format(CultureInfo.InvariantCulture, form, index, line))));

        foreach (var query in (string[])["keeper", "keeper lamp", "77 keeper lamp", "lamp end"])
        {
            var hit = Assert.Single((await SearchAsync(host, query)).Hits);
            Assert.Equal((query, query.StartsWith("77", StringComparison.Ordinal) ? 299 : query == "lamp end" ? 301 : 300), (query, hit.Moment!.Segment));
            Assert.Contains("The keeper lit the lamp. The end. The end.", hit.Excerpt!.Text, StringComparison.Ordinal);
        }

        // The title alone is found, and the number of a line, which nobody said.
        var beginning = (await SearchAsync(host, "night")).Hits.Single();
        Assert.Null(beginning.Moment);
        Assert.StartsWith("Nothing of it in this sentence", beginning.Excerpt!.Text, StringComparison.Ordinal);
        Assert.All((await SearchAsync(host, "\"299\"")).Hits, hit => Assert.StartsWith("Nothing of it in this sentence", hit.Excerpt!.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Kind_and_language_narrow_it()
    {
        await using var host = await StartAsync();
        await PublishAsync(host, Transcript(), "bread");
        await PublishAsync(host, Summary(), "bread");
        await PublishAsync(host, Transcript(language: "pt-BR"), "bread");
        await host.Submissions.SubmitAsync(new VideoSource("title", Link: null), "tr", "bread", Cancel);

        Assert.Equal(["talk", "talk", "talk", "title"], (await FindAsync(host, "bread")).Order());
        Assert.Equal(["talk"], await FindAsync(host, "bread", StatusKind.Summary));
        Assert.Equal(["talk"], await FindAsync(host, "bread", language: "pt-br"));
        Assert.Equal(["title"], await FindAsync(host, "bread", language: "tr"));
        Assert.Empty(await FindAsync(host, "bread", StatusKind.Summary, "tr"));
        Assert.Empty(await FindAsync(host, "bread", language: "pt"));
        Assert.Empty(await FindAsync(host, "transcript"));
    }

    [Fact]
    public async Task Title_is_found_at_once_and_after_it_changed_by_the_new_one_only()
    {
        await using var host = await StartAsync();
        await host.Submissions.SubmitAsync(new VideoSource("talk", Link: null), "en", "First name", Cancel);
        var hit = Assert.Single((await SearchAsync(host, "first")).Hits);
        Assert.Equal(("talk", null, null), (hit.VideoId, hit.Kind, hit.Excerpt));

        var job = await ClaimAsync(host);
        await host.Jobs.ReportAsync(job, new JobProgress { Progress = 0.1, Stage = "transcribing", Title = "Second name" }, Cancel);
        Assert.Empty(await FindAsync(host, "first"));
        Assert.Equal(["talk"], await FindAsync(host, "second"));

        await host.Jobs.CompleteAsync(job, "About bread.", Cancel);
        Assert.Equal(StatusKind.Transcript, Assert.Single((await SearchAsync(host, "second bread")).Hits).Kind);
        await PublishAsync(host, Summary(), "In short.", title: "Third name");
        Assert.Empty(await FindAsync(host, "second"));
        Assert.Equal(["talk"], await FindAsync(host, "third bread"));
        Assert.Equal(["talk", "talk"], await FindAsync(host, "third"));
    }

    [Fact]
    public async Task Text_that_was_replaced_is_found_by_what_it_says_now()
    {
        await using var host = await StartAsync();
        await PublishAsync(host, Transcript(), "About bread.", timestamp: 1);
        await PublishAsync(host, Transcript(), "About salt.", timestamp: 2);

        Assert.Empty(await FindAsync(host, "bread"));
        Assert.Equal("About salt.", (await SearchAsync(host, "salt")).Hits.Single().Excerpt!.Text);
    }

    [Fact]
    public async Task Text_whose_completion_was_refused_is_not_found()
    {
        await using var host = await StartAsync();
        var job = await SubmitAndClaimAsync(host);

        Assert.False(await host.Jobs.CompleteAsync(job with { Attempt = job.Attempt + 1 }, "About bread.", Cancel));

        Assert.Empty(await FindAsync(host, "bread"));
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("*")]
    [InlineData("\"*^():-+{}[]\\/;--'%_&|!<>")]
    [InlineData("😀")]
    [InlineData("\ud83d")]
    [InlineData("NEAR(")]
    [InlineData("NEAR(bread salt, 3)")]
    [InlineData("bread OR")]
    [InlineData("NOT bread")]
    [InlineData("title: bread")]
    [InlineData("'bread' & !'x' | ('a' <-> 'b'):*")]
    [InlineData("bread\0salt")]
    [InlineData("'; DROP TABLE videos; --")]
    [InlineData("›transcript ‹bread »en")]
    public async Task No_text_is_a_command(string text)
    {
        await using var host = await StartAsync();
        await PublishAsync(host, Transcript(), "About bread.");

        await SearchAsync(host, text);
        await SearchAsync(host, $"\"{text}\" {text}", StatusKind.Transcript, "en");

        Assert.Equal(["talk"], await FindAsync(host, "bread"));
    }

    [Fact]
    public async Task Only_signs_find_nothing()
    {
        await using var host = await StartAsync();
        await PublishAsync(host, Transcript(), "About bread! 😀");

        Assert.All(await Task.WhenAll(SearchAsync(host, "!"), SearchAsync(host, "😀"), SearchAsync(host, "\"\"")), page => Assert.Empty(page.Hits));
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gap_or_repetition_though_texts_complete_meanwhile()
    {
        await using var host = await StartAsync();
        for (var number = 0; number < 7; number++)
            await PublishAsync(host, Transcript($"talk-{number}"), "About bread.");

        var (found, after, pages) = (new List<string>(), (string?)null, 0);
        do
        {
            var page = await SearchAsync(host, "bread", size: 3, after: after);
            found.AddRange(page.Hits.Select(hit => hit.VideoId));
            after = page.Next;
            await PublishAsync(host, Transcript($"newer-{pages++}"), "About bread.");
        }
        while (after is not null);

        Assert.Equal(Enumerable.Range(0, 7).Select(number => $"talk-{6 - number}"), found);
        await Assert.ThrowsAsync<FormatException>(() => SearchAsync(host, "bread", after: "junk"));
        await Assert.ThrowsAsync<FormatException>(() => SearchAsync(host, "bread", after: "-1_2"));
    }

    [Fact]
    public async Task Endless_text_completes_and_its_beginning_is_found()
    {
        await using var host = await StartAsync();
        var job = await SubmitAndClaimAsync(host);

        // Three million characters of words that are all different, and one that has no end.
        var text = "beginning " + string.Join(' ', Enumerable.Range(0, 400_000).Select(number => $"w{number:x}")) + " " + new string('x', 100_000);
        Assert.True(await host.Jobs.CompleteAsync(job, text, Cancel));

        Assert.Equal(["talk"], await FindAsync(host, "beginning"));
        Assert.Equal(["talk"], await FindAsync(host, "\"w1000 w1001\""));
        Assert.Empty(await FindAsync(host, "\"w61a7f\""));
    }
}

public sealed class FindingTextsInSqlite() : FindingTexts(new SqliteFile());

public sealed class FindingTextsInPostgres(PostgresFixture postgres) : FindingTexts(postgres.New());
