using Pipeline.Status;

namespace BlazorApp.Status;

/// <summary>
/// The last events of this process, as they were taken, in a ring of fixed size. Noting one copies a few words under a lock, ten
/// thousand times a second if need be: nothing is formatted before somebody looks. What was shed unread is not among them, because nobody
/// knows what it was.
/// </summary>
public sealed class RecentEvents(TimeProvider clock)
{
    /// <summary>How many are kept: more than are shown, so that a filter finds something on a busy day.</summary>
    public const int Capacity = 2000;

    /// <summary>How many are shown at most.</summary>
    public const int Most = 100;

    private readonly Lock gate = new();
    private readonly RecentEvent[] ring = new RecentEvent[Capacity];
    private long count;

    /// <summary>The newest that match, newest first.</summary>
    public IReadOnlyList<RecentEvent> Read(EventFilter filter, int most = Most)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var found = new List<RecentEvent>(most);
        lock (gate)
        {
            for (var number = count; number > 0 && number > count - Capacity && found.Count < most; number--)
            {
                ref readonly var item = ref ring[number % Capacity];
                if (filter.Matches(item))
                    found.Add(item);
            }
        }

        return found;
    }

    internal void Add(StatusChange change, EventOutcome outcome)
    {
        var (key, message) = (change.Key, change.Message);
        Put(new RecentEvent(0, clock.GetUtcNow(), key.Kind, outcome)
        {
            VideoId = key.VideoId,
            Language = key.Language,
            State = message.Status,
            Revision = message.Revision,
            Progress = message.Progress,
        });
    }

    internal void AddRejected(StatusKind kind, int bytes, string problem) =>
        Put(new RecentEvent(0, clock.GetUtcNow(), kind, EventOutcome.Rejected) { Bytes = bytes, Problem = problem });

    private void Put(in RecentEvent item)
    {
        lock (gate)
        {
            count++;
            ring[count % Capacity] = item with { Number = count };
        }
    }
}
