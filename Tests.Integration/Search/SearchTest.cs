using Microsoft.EntityFrameworkCore;
using Pipeline.Jobs;
using Pipeline.Search;
using Pipeline.Status;
using Pipeline.Storage;
using Tests.Fixtures;
using Xunit;

namespace Tests.Integration.Search;

/// <summary>A test that searches.</summary>
public abstract class SearchTest(TestDatabase database) : StoreTest(database)
{
    /// <summary>Makes a video known, with a transcript of these lines, six seconds each.</summary>
    protected static async Task MakeAsync(PipelineHost host, string videoId, string title, IReadOnlyList<string> lines, string language = "en", string summary = "", string? text = null)
    {
        await host.Submissions.SubmitAsync(new VideoSource(videoId, Link: null), language, title, Cancel);
        var job = await ClaimAsync(host);
        await host.Jobs.ReportAsync(
            job, new JobProgress { Progress = 1, Stage = "transcribing", Segments = [.. lines.Select((line, index) => new Segment(index, index * 6, (index * 6) + 6, line))] }, Cancel);
        Assert.True(await host.Jobs.CompleteAsync(job, text ?? string.Join('\n', lines), Cancel));
        var after = await ClaimAsync(host);
        if (summary.Length > 0)
            Assert.True(await host.Jobs.CompleteAsync(after, summary, Cancel));
        else
            Assert.True(await host.Jobs.FailAsync(after, new StatusError("none", "None.", Retryable: false), Cancel));
    }

    /// <summary>Publishes a text as another program does.</summary>
    protected static async Task PublishAsync(PipelineHost host, StatusKey key, string text, string? title = null, long timestamp = 1) => Assert.Equal(
        PublishedOutcome.Stored,
        await host.Published.StoreAsync(
            new StatusChange(key, new StatusMessage
            {
                VideoId = key.VideoId,
                Language = key.Language,
                Status = StatusState.Completed,
                Timestamp = timestamp,
                Title = title,
                Data = StatusData.Inline(key.Kind, text),
            }),
            Cancel));

    protected static Task<SearchPage> SearchAsync(
        PipelineHost host, string text, StatusKind? kind = null, string? language = null, int size = 20, string? after = null)
    {
        var (query, problem) = SearchQuery.Read(text);
        Assert.Null(problem);
        return host.Get<SearchStore>().SearchAsync(new SearchRequest(query!, size, kind, language, after), Cancel);
    }

    /// <summary>How many lines, texts and entries of the index are stored of that video.</summary>
    protected static async Task<(int Segments, int Results, int Documents)> CountAsync(PipelineHost host, string videoId)
    {
        await using var database = await host.Get<IDbContextFactory<LiveDbContext>>().CreateDbContextAsync(Cancel);
        var documents = await database.Database
            .SqlQuery<int>($"SELECT CAST(count(*) AS integer) AS \"Value\" FROM search_documents WHERE \"VideoId\" = {videoId}").ToListAsync(Cancel);
        return (await database.Segments.CountAsync(row => row.VideoId == videoId, Cancel),
            await database.Results.CountAsync(row => row.VideoId == videoId, Cancel), documents.Single());
    }

    /// <summary>Which videos are found, the best first.</summary>
    protected static async Task<IReadOnlyList<string>> FindAsync(PipelineHost host, string text, StatusKind? kind = null, string? language = null) =>
        [.. (await SearchAsync(host, text, kind, language)).Hits.Select(hit => hit.VideoId)];
}
