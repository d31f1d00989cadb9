using Benchmarks.Faults.Kinds;

namespace Benchmarks.Faults;

/// <summary>Decides by the seed alone what goes wrong, whom it hits and for how long.</summary>
internal sealed class Schedule
{
    private const double OverlapShare = 0.25;
    private static readonly TimeSpan OverlapAfter = TimeSpan.FromSeconds(1);

    private readonly Random random;
    private readonly TimeSpan length;
    private readonly DatabaseKind database;

    private Schedule(int seed, TimeSpan length, DatabaseKind database) => (random, this.length, this.database) = (new Random(seed), length, database);

    /// <summary>
    /// Plans about that length. Every kind is made at least once, in rounds, each in an order of its own. The last of all is a
    /// worker killed before it publishes: nothing comes after it that would mend by accident what it leaves behind.
    /// </summary>
    public static IReadOnlyList<PlannedFault> Plan(int seed, TimeSpan length, DatabaseKind database) => new Schedule(seed, length, database).Plan();

    /// <summary>How long that schedule takes at least.</summary>
    public static TimeSpan Length(IEnumerable<PlannedFault> schedule) => schedule.Aggregate(TimeSpan.Zero, (sum, next) => sum + Takes(next));

    private static TimeSpan Takes(PlannedFault planned) => planned.Pause + (planned.Overlaps ? TimeSpan.Zero : planned.Fault.Lasts);

    private List<PlannedFault> Plan()
    {
        var planned = new List<PlannedFault>();
        var last = KilledBeforePublishing();
        Add(Round());
        var least = planned.Count; // the first round stays whole, however short the run
        while (Length(planned) < length)
            Add(Round());
        while (planned.Count > least && Length(planned) + last.Lasts > length)
            planned.RemoveAt(planned.Count - 1);
        return [.. planned, Place(last, planned[^1])];

        void Add(Fault[] round)
        {
            foreach (var fault in round)
                planned.Add(Place(fault, planned.LastOrDefault()));
        }
    }

    private PlannedFault Place(Fault fault, PlannedFault? before)
    {
        var calm = before?.Fault.CalmAfter ?? TimeSpan.Zero;
        var overlaps = before is { Overlaps: false, Fault: not Kinds.KilledBeforePublishing } && fault is not Kinds.KilledBeforePublishing
            && calm == TimeSpan.Zero && fault.Target != before.Fault.Target // one program is hit by one thing at a time
            && before.Fault.Lasts > OverlapAfter && random.NextDouble() < OverlapShare;
        if (overlaps)
            return new PlannedFault(fault, OverlapAfter, Overlaps: true);
        // In a short run as many as possible, in a longer one as clear as possible.
        var pause = length <= TimeSpan.FromMinutes(2) ? Between(1, 2) : Between(3, 7);
        return new PlannedFault(fault, pause > calm ? pause : calm, Overlaps: false);
    }

    private Fault[] Round()
    {
        Fault[] round =
        [
            new ProgramKilled("worker killed", Worker(), Between(1, 3)),
            new ProgramKilled("app killed", Scene.App, Between(1, 3)),
            new RedisRestarted(Between(1, 3)),
            new SubscribersCut(),
            new LinkSwallowed("app's link swallowed", Scene.App, Between(3, 6)),
            new LinkSwallowed("worker's link swallowed", Worker(), Between(2, 5)),
            new ProgramPaused("worker paused", Worker(), Between(4, 6), TimeSpan.FromSeconds(15)), // its leases run out
            new ProgramPaused("app paused", Scene.App, Between(2, 5), TimeSpan.FromSeconds(5)),
            new DatabaseLocked(Between(2, 5)),
            new ClockJumped(Worker(), (2 * random.NextDouble() - 1) * TimeSpan.FromHours(1)),
            new ViewersAway(Between(1, 3)),
            KilledBeforePublishing(),
            // Behind a file stands no server. It is drawn last, so that a seed's faults on a file do not depend on it.
            .. database == DatabaseKind.Postgres ? [new DatabaseRestarted(Between(1, 3))] : Array.Empty<Fault>(),
        ];
        random.Shuffle(round);
        // One is enough for the shortest run, which ends with it anyway.
        return length > TimeSpan.FromMinutes(2) ? round : [.. round.Where(fault => fault is not Kinds.KilledBeforePublishing)];
    }

    private KilledBeforePublishing KilledBeforePublishing() => new(Between(1, 2));

    private TimeSpan Between(double least, double most) => TimeSpan.FromSeconds(least + (most - least) * random.NextDouble());

    private string Worker() => $"worker-{random.Next(1, 4)}";
}
