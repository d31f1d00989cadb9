using System.Collections.Concurrent;
using System.Diagnostics;
using Benchmarks.Faults.Deploying;
using Benchmarks.Faults.Judging;
using Benchmarks.Faults.Kinds;
using Benchmarks.Faults.Traffic;
using Benchmarks.Faults.Viewers;

namespace Benchmarks.Faults;

/// <summary>One run: starts everything, lets things go wrong while videos are processed and watched, and compares what everybody saw with the truth.</summary>
internal sealed class FaultRun(FaultsOptions options, Journal journal) : IDisposable
{
    // So many are under way at any time that a fault always hits some.
    private const double VideosUnderWay = 4;
    private const double TranscriptShare = 0.8; // of a video's time; the rest is its summary

    // Submitted before the first fault, so that what is measured are recoveries and not first times.
    private const int Before = 12;
    private static readonly TimeSpan WarmsUpWithin = TimeSpan.FromSeconds(60);

    // Killing, starting and stopping take their time as well.
    private const double SlowerThanPlanned = 1.15;

    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan RecoversWithin = TimeSpan.FromSeconds(17); // by then whoever is late is known to be
    private static readonly TimeSpan AgreesWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ReportInterval = TimeSpan.FromSeconds(5);

    private readonly IReadOnlyList<PlannedFault> schedule = Schedule.Plan(options.Seed, options.Length, options.Database);
    private readonly VideoIds videos = VideoIds.Create(options.Seed, options.Videos);
    private readonly Disturbances disturbances = new();
    private readonly CancellationTokenSource giveUp = new();
    private readonly ConcurrentQueue<Task<Recovery>> recoveries = [];

    /// <summary>Makes the run and prints what it has shown.</summary>
    /// <returns>Whether every promise was kept.</returns>
    /// <exception cref="InvalidOperationException">Something cannot run here.</exception>
    /// <exception cref="OperationCanceledException">It was stopped before its end.</exception>
    public async Task<bool> RunAsync(CancellationToken stop)
    {
        var interval = Schedule.Length(schedule) * SlowerThanPlanned / options.Videos;
        var settings = new ProgramSettings(options.Without, interval * VideosUnderWay * TranscriptShare, options.Seed);
        await using var deployment = new Deployment(options.Database, settings);
        journal.Write($"{options.Command}\n{deployment.Database.Name}; {settings}");
        try
        {
            await deployment.StartAsync().WaitAsync(stop);
            return await RunAsync(deployment, interval, stop);
        }
        finally
        {
            if (options.Logs is { } logs)
                deployment.SaveLogs(logs);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => giveUp.Dispose();

    private async Task<bool> RunAsync(Deployment deployment, TimeSpan interval, CancellationToken stop)
    {
        using var audience = new Audience(videos, deployment.AppAddresses, resumes: options.Without != Without.Resume);
        using var submitter = new Submitter(videos.Submitted, deployment.AppAddresses);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var outside = new OutsideProgram(videos, deployment.Redis.Port);
        var noise = new Noise(videos, deployment.Redis.Port, options.Seed);
        List<Task> background = [audience.RunAsync(ending.Token)];
        await Task.WhenAll(audience.Viewers.Select(viewer => viewer.Ready)).WaitAsync(stop);
        var submitting = submitter.SubmitAsync(interval, stop);
        await WarmUpAsync(deployment, audience, submitter, stop);

        journal.Begin();
        journal.Note($"everything runs, {audience.Viewers.Count} viewers watch; {schedule.Count} faults follow");
        var turns = new Turns();
        background.AddRange([noise.RunAsync(ending.Token), turns.RunAsync(ending.Token), ReportAsync(deployment, submitter, ending.Token)]);
        var publishing = outside.RunAsync(interval * options.Videos / Math.Max(1, videos.Published.Count), stop);
        await MakeFaultsAsync(new Scene(deployment, audience), submitter, stop);
        await Task.WhenAll(submitting, publishing);

        var verdict = await SettleAsync(deployment, audience, submitter, stop);
        await ending.CancelAsync();
        await Task.WhenAll(background.Select(EndedAsync));
        Report.Print(
            verdict,
            $"{submitter.Repeated} submissions repeated, {outside.Published} short forms, {noise.Published} malformed messages; the harness {turns}",
            options.Command,
            journal);
        return verdict.IsKept;
    }

    private static async Task WarmUpAsync(Deployment deployment, Audience audience, Submitter submitter, CancellationToken stop)
    {
        submitter.Allow(Before);
        await UntilAsync(
            WarmsUpWithin,
            () => deployment.Database.ReadAsync(stop),
            truth => submitter.Accepted == Before && truth.All(status => status.IsFinal) && audience.Expect(truth).All(expectation => expectation.IsMet),
            stop);
    }

    private async Task MakeFaultsAsync(Scene scene, Submitter submitter, CancellationToken stop)
    {
        var watch = new RecoveryWatch(scene.Deployment.Database, scene.Audience, disturbances, journal, giveUp.Token);
        var (on, submitted) = (Task.CompletedTask, Before);
        for (var number = 0; number < schedule.Count; number++)
        {
            var next = schedule[number];
            if (!next.Overlaps)
                await on;
            await Task.Delay(next.Pause, stop);
            // Each fault has its share of the videos, or a slow machine would have none left for the last ones.
            var share = (options.Videos - submitted) / (schedule.Count - number);
            submitter.Allow(share);
            submitted += share;
            on = Task.WhenAll(on, StrikeAsync(next.Fault, scene, watch, stop));
        }

        await on;
    }

    private async Task StrikeAsync(Fault fault, Scene scene, RecoveryWatch watch, CancellationToken stop)
    {
        // With no app left nobody could be told anything, however well it goes on.
        if (fault.Target == Scene.App)
            await Task.WhenAll(scene.Deployment.Apps.Select(app => app.WaitUntilReadyAsync()));
        var began = Stopwatch.GetTimestamp();
        journal.Note($"begins: {fault}");
        disturbances.Begin();
        try
        {
            await fault.StrikeAsync(scene, stop);
        }
        finally
        {
            var ended = disturbances.End(fault.Bound);
            journal.Note(FormattableString.Invariant($"  ends: {fault}, after {Stopwatch.GetElapsedTime(began, ended).TotalSeconds:0.0} s"));
            if (!stop.IsCancellationRequested)
                recoveries.Enqueue(watch.MeasureAsync(fault, ended));
        }
    }

    private async Task<Verdict> SettleAsync(Deployment deployment, Audience audience, Submitter submitter, CancellationToken stop)
    {
        journal.Note("all faults are over; what is under way comes to its end");
        await UntilAsync(EndsWithin, () => deployment.Database.ReadAsync(stop), statuses => statuses.All(status => status.IsFinal), stop);
        Task recovered = Task.WhenAll(recoveries);
        await recovered.WaitAsync(RecoversWithin, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.ThrowIfCancellationRequested();
        await giveUp.CancelAsync();
        var truth = await deployment.Database.ReadAsync(stop);
        var expected = audience.Expect(truth);
        await UntilAsync(AgreesWithin, () => Task.FromResult(expected), open => open.All(expectation => expectation.IsMet), stop);
        return new Verdict
        {
            Truth = truth,
            Expected = expected,
            Recoveries = [.. await Task.WhenAll(recoveries)],
            Viewers = audience.Viewers,
            NotAccepted = options.Videos - submitter.Accepted,
            Ended = [.. deployment.Programs.Select(program => program.Ended).OfType<string>()],
        };
    }

    private static async Task EndedAsync(Task task)
    {
        try
        {
            await task;
        }
        catch (OperationCanceledException)
        {
            return; // as it was told to
        }
    }

    // Looks until it is so, or for that long; what was found last counts.
    private static async Task<T> UntilAsync<T>(TimeSpan patience, Func<Task<T>> look, Func<T, bool> isSo, CancellationToken stop)
    {
        var began = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        T found;
        do
            found = await look();
        while (!isSo(found) && Stopwatch.GetElapsedTime(began) < patience && await timer.WaitForNextTickAsync(stop));
        return found;
    }

    private async Task ReportAsync(Deployment deployment, Submitter submitter, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(ReportInterval);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            var truth = await deployment.Database.ReadAsync(cancellationToken);
            journal.Note($"{submitter.Accepted} of {options.Videos} videos accepted, {truth.Count(status => status.IsFinal)} of {truth.Count} statuses ended, "
                + $"{disturbances.Ended} of {schedule.Count} faults over");
        }
    }
}
