using System.Collections.Concurrent;
using Pipeline.Jobs;
using Pipeline.Status;
using Tests.Fixtures;
using Xunit;

namespace Tests.Integration.Jobs;

public abstract class Claiming(TestDatabase database) : StoreTest(database)
{
    [Fact]
    public async Task Nothing_waits_so_nothing_is_claimed()
    {
        await using var host = await StartAsync();

        Assert.Null(await host.Jobs.ClaimAsync("worker-1", Cancel));
    }

    [Fact]
    public async Task Claimed_job_shows_who_works_on_it_and_nobody_else_gets_it()
    {
        await using var host = await StartAsync();

        var job = await SubmitAndClaimAsync(host, "worker-1");

        Assert.Equal((Transcript(), "worker-1", 1), (job.Key, job.Worker, job.Attempt));
        var status = await ReadAsync(host, Transcript());
        Assert.Equal((StatusState.Processing, "worker-1", 1), (status.Status, status.Worker, status.Attempt));
        Assert.Null(await host.Jobs.ClaimAsync("worker-2", Cancel));
    }

    [Fact]
    public async Task What_waited_longest_is_claimed_first()
    {
        await using var host = await StartAsync();
        foreach (var id in (string[])["first", "second", "third"])
        {
            var submitted = (await SubmitAsync(host, id)).Video.CreatedAt;
            await Wait.For(() => DateTimeOffset.UtcNow - submitted > TimeSpan.FromMilliseconds(2), "the clock to move on");
        }

        Assert.Equal("first", (await ClaimAsync(host)).Key.VideoId);
        Assert.Equal("second", (await ClaimAsync(host)).Key.VideoId);
        Assert.Equal("third", (await ClaimAsync(host)).Key.VideoId);
    }

    [Fact]
    public async Task Eight_workers_of_two_processes_never_hold_the_same_job()
    {
        const int jobs = 200;
        await using var one = await StartAsync(("Jobs:Lease", "00:01:00"));
        await using var other = await StartAsync(("Jobs:Lease", "00:01:00"));
        for (var number = 0; number < jobs; number++)
            await SubmitAsync(one, $"talk-{number}");

        var claimed = new ConcurrentBag<Job>();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(async () =>
        {
            var queue = (number % 2 == 0 ? one : other).Jobs;
            while (await queue.ClaimAsync($"worker-{number}", Cancel) is { } job)
                claimed.Add(job);
        })));

        Assert.Equal(jobs, claimed.Count);
        Assert.Equal(jobs, claimed.Select(job => job.Key).Distinct().Count());
        Assert.All(claimed, job => Assert.Equal(1, job.Attempt));
        Assert.True(claimed.Select(job => job.Worker).Distinct().Count() > 1, "One worker claimed everything, so nothing was contended for.");
    }

    [Fact]
    public async Task Every_change_gets_a_revision_of_its_own_and_above_all_before_it()
    {
        await using var one = await StartAsync();
        await using var other = await StartAsync();
        var revisions = new ConcurrentBag<long>();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(number => Task.Run(async () =>
        {
            var host = number % 2 == 0 ? one : other;
            var last = 0L;
            for (var turn = 0; turn < 25; turn++)
            {
                var revision = (await SubmitAsync(host, $"talk-{number}-{turn}")).Video.Statuses.Single().Order;
                Assert.True(revision > last, $"Revision {revision} came after {last}.");
                revisions.Add(last = revision);
            }
        })));

        Assert.Equal(Enumerable.Range(1, 100).Select(number => (long)number), revisions.Order());
    }
}

public sealed class ClaimingOnSqlite() : Claiming(new SqliteFile());

public sealed class ClaimingOnPostgres(PostgresFixture postgres) : Claiming(postgres.New());
