using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Pipeline.Jobs;
using Pipeline.Storage;
using Tests.Fixtures;
using Xunit;

namespace Tests.Integration.Storage;

/// <summary>A process that stands still in the middle of a transaction, as a stopped one does or one on a machine that is overwhelmed.</summary>
public sealed class StandingStill(PostgresFixture postgres) : StoreTest(postgres.New())
{
    [Fact]
    public async Task Transaction_that_stands_still_keeps_its_job_from_nobody_for_long_and_is_refused_afterwards()
    {
        await using var host = await StartAsync();
        var job = await SubmitAndClaimAsync(host);
        await using var still = await host.Get<IDbContextFactory<LiveDbContext>>().CreateDbContextAsync(Cancel);
        await using var transaction = await still.BeginWriteAsync(Cancel);
        Assert.Equal(1, await still.Statuses.Where(row => row.VideoId == "talk").ExecuteUpdateAsync(row => row.SetProperty(status => status.Progress, 0.9), Cancel));

        Assert.Equal(LeaseState.Held, await host.Jobs.ReportAsync(job, new JobProgress { Progress = 0.5, Stage = "transcribing", Segments = Segments(0, 1) }, Cancel));

        Assert.Equal(0.5, (await ReadAsync(host, Transcript())).Progress);
        await Assert.ThrowsAnyAsync<DbException>(() => still.Statuses.CountAsync(Cancel));
    }

    [Fact]
    public void Timeout_that_is_given_is_left_and_other_options_stay()
    {
        const string Address = "Host=localhost;Database=live;Options=";

        Assert.Contains("-c geqo=off -c idle_in_transaction_session_timeout=5s", DatabaseAddress.Parse($"{Address}-c geqo=off").ConnectionString, StringComparison.Ordinal);
        Assert.Contains("\"-c idle_in_transaction_session_timeout=1s\"", DatabaseAddress.Parse($"{Address}-c idle_in_transaction_session_timeout=1s").ConnectionString, StringComparison.Ordinal);
    }
}
