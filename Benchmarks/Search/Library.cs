using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Pipeline.Status;
using Pipeline.Storage;
using Tests.Fixtures;

namespace Benchmarks.Search;

/// <summary>Fills a database with transcripts, each stored and indexed as a completed one is.</summary>
internal sealed class Library(MadeUpLanguage language)
{
    private const int WordsPerSegment = 12;

    /// <summary>Stores so many.</summary>
    public async Task StoreAsync(PipelineHost host, int transcripts, int segments, CancellationToken cancellationToken)
    {
        var random = new Random(3);
        for (var number = 0; number < transcripts; number++)
        {
            var key = new StatusKey($"talk-{number}", StatusKind.Transcript, "en");
            string[] lines = [.. Enumerable.Range(0, segments).Select(_ => string.Join(' ', Enumerable.Range(0, WordsPerSegment).Select(_ => language.Next(random))))];
            await StoreTextAsync(host.Get<StatusWriter>(), key, lines, cancellationToken);
            await StoreSegmentsAsync(host.Get<IDbContextFactory<LiveDbContext>>(), key, lines, cancellationToken);
        }
    }

    private static Task<bool> StoreTextAsync(StatusWriter writer, StatusKey key, string[] lines, CancellationToken cancellationToken) => writer.ChangeAsync(
        changes =>
        {
            var title = string.Join(' ', lines[0].Split(' ').Take(5));
            changes.Database.Videos.Add(new VideoRow { Id = key.VideoId, Title = title, Language = key.Language, CreatedAt = changes.Now });
            changes.Database.Results.Add(new ResultRow { VideoId = key.VideoId, Kind = key.Kind, Language = key.Language, Text = string.Join('\n', lines), Bytes = 0 });
            return Task.FromResult(true);
        },
        cancellationToken);

    // One statement for all, because it is not what is measured.
    private static async Task StoreSegmentsAsync(
        IDbContextFactory<LiveDbContext> databases, StatusKey key, string[] lines, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var json = JsonSerializer.Serialize(lines);
        await database.Database.ExecuteSqlAsync($"""
            INSERT INTO segments ("VideoId", "Language", "Index", "Start", "End", "Text")
            SELECT {key.VideoId}, {key.Language}, line.key, line.key * 5.0, line.key * 5.0 + 5.0, line.value FROM json_each({json}) AS line
            """, cancellationToken);
    }
}
