using System.Text.Json;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Pipeline.Storage;
using Tests.Fixtures;

namespace Benchmarks.Search;

/// <summary>Fills a database with transcripts, each stored and indexed as a completed one is.</summary>
internal sealed class Library(MadeUpLanguage language)
{
    private const int WordsPerSegment = 12;

    // Storing is not what is measured: most come many in a transaction, and the index writes what it holds in memory when that commits.
    // The last ones are stored as the product does it, so that the newest parts of the index are as small as those of a database in use.
    private const int AtOnce = 400;
    private const int OneByOne = 500;
    private const int HoldsAtOnce = 256 << 20; // bytes
    private const int Holds = 1 << 20; // bytes, as FTS5 does unless told otherwise

    /// <summary>Stores so many; those that are there already are counted in.</summary>
    /// <returns>How many there are then.</returns>
    public async Task<int> StoreAsync(PipelineHost host, int transcripts, int segments, CancellationToken cancellationToken)
    {
        var databases = host.Get<IDbContextFactory<LiveDbContext>>();
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var stored = await database.Videos.CountAsync(cancellationToken);
        if (stored >= transcripts)
            return stored;

        var firstAlone = Math.Max(stored, transcripts - OneByOne);
        await HoldAsync(database, HoldsAtOnce, cancellationToken);
        var texts = Channel.CreateBounded<MadeUpText>(AtOnce);
        var making = MakeAsync(texts.Writer, stored, transcripts, segments, cancellationToken);
        var batch = new List<MadeUpText>();
        await foreach (var text in texts.Reader.ReadAllAsync(cancellationToken))
        {
            if (text.Number == firstAlone)
                await HoldAsync(database, Holds, cancellationToken);
            if (text.Number >= firstAlone)
            {
                await StoreAsync(host.Get<StatusWriter>(), text, cancellationToken);
                continue;
            }

            batch.Add(text);
            if (batch.Count < AtOnce && text.Number < firstAlone - 1)
                continue;
            await StoreAsync(databases, batch, transcripts, cancellationToken);
            batch.Clear();
        }

        await making;
        return transcripts;
    }

    private async Task MakeAsync(ChannelWriter<MadeUpText> writer, int first, int end, int segments, CancellationToken cancellationToken)
    {
        await Task.Yield();
        for (var number = first; number < end; number++)
        {
            // A text depends on its number alone, so that filling can go on another time.
            var random = new Random(number);
            string[] lines = [.. Enumerable.Range(0, segments).Select(_ => string.Join(' ', Enumerable.Range(0, WordsPerSegment).Select(_ => language.Next(random))))];
            await writer.WriteAsync(new MadeUpText(number, lines), cancellationToken);
        }

        writer.Complete();
    }

    private static Task<int> HoldAsync(LiveDbContext database, int bytes, CancellationToken cancellationToken) =>
        database.Database.ExecuteSqlAsync($"INSERT INTO search_index (search_index, rank) VALUES ('hashsize', {bytes})", cancellationToken);

    private static async Task StoreAsync(IDbContextFactory<LiveDbContext> databases, List<MadeUpText> texts, int of, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await database.Database.ExecuteSqlRawAsync("PRAGMA cache_size = -500000; PRAGMA wal_autocheckpoint = 50000", cancellationToken);
        await using var transaction = await database.BeginWriteAsync(cancellationToken);
        foreach (var text in texts)
        {
            database.Videos.Add(text.Video);
            database.Results.Add(text.Result);
            database.Add(text.Row);
        }

        // All rows before the index: with each statement that could fail half-way it would write what it holds.
        await database.SaveChangesAsync(cancellationToken);
        foreach (var text in texts)
            await StoreSegmentsAsync(database, text, cancellationToken);
        foreach (var text in texts)
            await database.SearchIndex.WriteAsync(database, text.Row.Id, text.Document, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Console.Error.WriteLine(FormattableString.Invariant($"{texts[^1].Number + 1:N0} of {of:N0} stored"));
    }

    private static Task<bool> StoreAsync(StatusWriter writer, MadeUpText text, CancellationToken cancellationToken) => writer.ChangeAsync(
        async changes =>
        {
            await changes.Database.Database.ExecuteSqlAsync($"PRAGMA defer_foreign_keys = ON", cancellationToken);
            changes.Database.Videos.Add(text.Video);
            changes.Database.Results.Add(text.Result);
            await StoreSegmentsAsync(changes.Database, text, cancellationToken);
            return true;
        },
        cancellationToken);

    private static Task<int> StoreSegmentsAsync(LiveDbContext database, MadeUpText text, CancellationToken cancellationToken)
    {
        var json = JsonSerializer.Serialize(text.Lines);
        return database.Database.ExecuteSqlAsync($"""
            INSERT INTO segments ("VideoId", "Language", "Index", "Start", "End", "Text")
            SELECT {text.Video.Id}, {text.Video.Language}, line.key, line.key * 5.0, line.key * 5.0 + 5.0, line.value FROM json_each({json}) AS line
            """, cancellationToken);
    }
}
