using BlazorApp.Status;
using Microsoft.Data.Sqlite;
using Pipeline.Status;
using Tests.Component.Components;
using Xunit;

namespace Tests.Component.Feed;

/// <summary>What pages that hear the same change read of its video.</summary>
public sealed class SharedVideoReads : StoreTest
{
    private readonly VideoReads reads;

    public SharedVideoReads() => reads = new VideoReads(Store);

    [Fact]
    public async Task Pages_that_hear_the_same_change_have_the_video_read_once()
    {
        await SubmitAsync();
        var heard = await ReadAsync(Transcript());
        var before = Gate.Passed;

        var read = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => reads.ReadAsync(heard, Cancel)));

        Assert.Equal("talk", read[0]!.Id);
        Assert.All(read, one => Assert.Same(read[0], one));
        Assert.Equal(before + 1, Gate.Passed);
    }

    [Fact]
    public async Task Next_change_finds_what_the_last_reading_could_not_hold()
    {
        var job = await SubmitAndClaimAsync();
        Assert.Equal("talk", (await reads.ReadAsync(await ReadAsync(Transcript()), Cancel))!.Title);

        await ReportAsync(job, Lines(0, 1), title: "Keeping bees");

        Assert.Equal("Keeping bees", (await reads.ReadAsync(await ReadAsync(Transcript()), Cancel))!.Title);
    }

    [Fact]
    public async Task Reading_that_failed_answers_nobody_who_asks_later()
    {
        await SubmitAsync();
        var heard = await ReadAsync(Transcript());
        Gate.Before = _ => throw Away();
        await Assert.ThrowsAsync<SqliteException>(() => reads.ReadAsync(heard, Cancel));

        Gate.Before = null;

        Assert.NotNull(await reads.ReadAsync(heard, Cancel));
    }

    [Fact]
    public async Task Page_that_goes_takes_no_reading_from_the_others()
    {
        await SubmitAsync();
        var heard = await ReadAsync(Transcript());
        var opened = new TaskCompletionSource();
        Gate.Before = _ => opened.Task;
        using var leaving = new CancellationTokenSource();
        var first = reads.ReadAsync(heard, leaving.Token);
        var second = reads.ReadAsync(heard, Cancel);

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        opened.SetResult();

        Assert.NotNull(await second);
    }

    [Fact]
    public async Task Short_forms_which_nothing_tells_apart_are_read_one_by_one()
    {
        await SubmitAsync();
        var heard = new StatusChange(Transcript(), ShortForm(StatusState.Processing));

        Assert.NotSame(await reads.ReadAsync(heard, Cancel), await reads.ReadAsync(heard, Cancel));
    }

    [Fact]
    public async Task What_was_read_for_old_changes_is_let_go_of()
    {
        await SubmitAsync();
        var changes = Enumerable.Range(1, VideoReads.Kept + 1).Select(revision => new StatusChange(Transcript(), Message(StatusState.Processing, revision))).ToList();
        var first = await reads.ReadAsync(changes[0], Cancel);
        foreach (var change in changes[1..^1])
            await reads.ReadAsync(change, Cancel);
        Assert.Same(first, await reads.ReadAsync(changes[0], Cancel));

        await reads.ReadAsync(changes[^1], Cancel);

        Assert.NotSame(first, await reads.ReadAsync(changes[0], Cancel));
    }
}
