using Pipeline.Jobs;
using Pipeline.Status;
using Tests.Fixtures;
using Xunit;

namespace Tests.E2E.Stack;

/// <summary>Does by hand what a worker does, so that a test says when each line comes.</summary>
public static class HandWork
{
    /// <summary>The seconds from the beginning of one line to that of the next.</summary>
    public const double LineEvery = 3.6;

    /// <summary>Submits a video and claims its transcript.</summary>
    public static async Task<Job> SubmitAndClaimAsync(this PipelineHost host, string id, string language = "en")
    {
        await host.Submissions.SubmitAsync(new VideoSource(id, Link: null), language, title: null, CancellationToken.None);
        return await host.ClaimAsync(id);
    }

    /// <summary>Claims what waits of that video; whatever other tests have left waiting is cancelled.</summary>
    public static async Task<Job> ClaimAsync(this PipelineHost host, string id)
    {
        while (true)
        {
            var job = await host.Jobs.ClaimAsync("by-hand", CancellationToken.None);
            Assert.NotNull(job);
            if (job.Key.VideoId == id)
                return job;
            await host.Jobs.ConfirmCancelledAsync(job, CancellationToken.None);
        }
    }

    /// <summary>Makes so many lines, after those there are.</summary>
    public static async Task MakeAsync(this PipelineHost host, Job job, int from, int count, Func<int, string>? text = null)
    {
        foreach (var chunk in Enumerable.Range(from, count).Chunk(500))
        {
            var lines = chunk.Select(index => new Segment(index, index * LineEvery, (index * LineEvery) + 3, text?.Invoke(index) ?? $"This is what was said in line {index}.")).ToList();
            var progress = new JobProgress { Progress = 0.5, Stage = "transcribing", Segments = lines };
            Assert.Equal(LeaseState.Held, await host.Jobs.ReportAsync(job, progress, CancellationToken.None));
        }
    }
}
