using System.Globalization;
using Benchmarks.Faults.Judging;

namespace Benchmarks.Faults;

/// <summary>Prints what a run has shown, as tables that can be pasted into a document.</summary>
internal static class Report
{
    private const int Examples = 5;

    /// <summary>Prints it.</summary>
    /// <param name="verdict">What was shown.</param>
    /// <param name="traffic">How much was going on, in words.</param>
    /// <param name="command">What to type for the same run.</param>
    /// <param name="journal">Where to.</param>
    public static void Print(Verdict verdict, string traffic, string command, Journal journal)
    {
        journal.Write("");
        PrintRecoveries(verdict, journal);
        journal.Write("");
        PrintViewers(verdict, journal);
        journal.Write("");
        PrintVerdict(verdict, traffic, journal);
        PrintExamples("lost", verdict.Lost, journal);
        PrintExamples("stuck", verdict.Stuck.Select(status => $"{status.Name} is {status.State} at {status.Revision}, {status.Worker ?? "with nobody"}"), journal);
        PrintExamples("out of order", verdict.OutOfOrder, journal);
        PrintExamples("late", verdict.Late.Select(late => $"{late.Fault}: {late.Missing}"), journal);
        PrintExamples("ended by itself", verdict.Ended, journal);
        journal.Write("");
        journal.Write(verdict.IsKept ? "Every promise was kept." : "PROMISES WERE BROKEN.");
        journal.Write($"The same again: {command}");
    }

    private static void PrintRecoveries(Verdict verdict, Journal journal)
    {
        journal.Write("| fault | times | p50 | p99 | max | allowed | late |");
        journal.Write("|---|--:|--:|--:|--:|--:|--:|");
        foreach (var kind in verdict.Recoveries.GroupBy(recovery => recovery.Fault.Kind).OrderBy(kind => kind.Key, StringComparer.Ordinal))
            PrintRecoveries(kind.Key, [.. kind], Seconds(kind.First().Fault.Bound), journal);
        PrintRecoveries("all", verdict.Recoveries, "", journal);
    }

    private static void PrintRecoveries(string name, IReadOnlyList<Recovery> recoveries, string allowed, Journal journal)
    {
        List<TimeSpan> took = [.. recoveries.Select(recovery => recovery.Took ?? TimeSpan.MaxValue)];
        journal.Write($"| {name} | {took.Count} | {Seconds(Percentile.Of(took, 0.5))} | {Seconds(Percentile.Of(took, 0.99))} | {Seconds(took.Max())} "
            + $"| {allowed} | {recoveries.Count(recovery => recovery.IsLate)} |");
    }

    private static void PrintViewers(Verdict verdict, Journal journal)
    {
        journal.Write("| viewers | statuses | as in the database | lost | out of order | told | duplicates | resets | reconnects |");
        journal.Write("|---|--:|--:|--:|--:|--:|--:|--:|--:|");
        foreach (var sort in verdict.Viewers.GroupBy(viewer => viewer.Name.Split('-')[0]))
        {
            var expected = verdict.Expected.Where(expectation => sort.Contains(expectation.Viewer)).ToList();
            var lost = verdict.Lost.Count(expectation => sort.Contains(expectation.Viewer));
            journal.Write($"| {sort.Count()} {sort.Key} | {expected.Count} | {expected.Count - lost} | {lost} | {sort.Sum(viewer => viewer.Seen.OutOfOrder.Count)} "
                + $"| {sort.Sum(viewer => viewer.Seen.Told)} | {sort.Sum(viewer => viewer.Seen.Duplicates)} | {sort.Sum(viewer => viewer.Resets)} | {sort.Sum(viewer => viewer.Reconnects)} |");
        }
    }

    private static void PrintVerdict(Verdict verdict, string traffic, Journal journal)
    {
        var states = verdict.Truth.GroupBy(status => status.State).OrderBy(state => state.Key, StringComparer.Ordinal).Select(state => $"{state.Count()} {state.Key}");
        journal.Write($"{verdict.Truth.Select(status => status.Name.VideoId).Distinct().Count()} videos, {verdict.Truth.Count} statuses ({string.Join(", ", states)}); {traffic}");
        journal.Write($"lost {verdict.Lost.Count} · stuck {verdict.Stuck.Count} · out of order {verdict.OutOfOrder.Count} · late {verdict.Late.Count} "
            + $"· never accepted {verdict.NotAccepted} · ended by itself {verdict.Ended.Count}");
    }

    private static void PrintExamples(string what, IEnumerable<object> found, Journal journal)
    {
        foreach (var example in found.Take(Examples))
            journal.Write($"  {what}: {example}");
    }

    private static string Seconds(TimeSpan time) =>
        time == TimeSpan.MaxValue ? "never" : string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.00} s");
}
