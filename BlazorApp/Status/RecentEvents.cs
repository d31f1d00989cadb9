using System.Text;
using Pipeline.Announcements;
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

    // The longest id of a video, and the language of what has only been scanned.
    private const int TextBytes = VideoId.MaxLength + 3;

    private readonly Lock gate = new();
    private readonly RecentEvent[] ring = new RecentEvent[Capacity];
    private readonly byte[] texts = new byte[Capacity * TextBytes];
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
                var item = WithText(ring[number % Capacity]);
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

    /// <summary>Notes a message that was only scanned; of its texts a copy is kept, and no string is made of them before somebody looks.</summary>
    internal void Add(StatusKind kind, ReadOnlySpan<byte> payload, in ScannedMessage scanned, long? revision, EventOutcome outcome)
    {
        var id = payload[scanned.VideoId];
        var language = payload[scanned.Language];
        lock (gate)
        {
            var number = Put(new RecentEvent(0, clock.GetUtcNow(), kind, outcome)
            {
                Scanned = (id.Length, language.Length),
                State = scanned.Status,
                Revision = revision,
                Progress = scanned.Progress,
            });
            var text = TextOf(number);
            id.CopyTo(text);
            language.CopyTo(text[id.Length..]);
        }
    }

    internal void AddRejected(StatusKind kind, int bytes, string problem) =>
        Put(new RecentEvent(0, clock.GetUtcNow(), kind, EventOutcome.Rejected) { Bytes = bytes, Problem = problem });

    private long Put(in RecentEvent item)
    {
        lock (gate)
        {
            count++;
            ring[count % Capacity] = item with { Number = count };
            return count;
        }
    }

    private Span<byte> TextOf(long number) => texts.AsSpan((int)(number % Capacity) * TextBytes, TextBytes);

    private RecentEvent WithText(in RecentEvent item)
    {
        var (id, language) = item.Scanned;
        if (id == 0)
            return item;
        var text = TextOf(item.Number);
        return item with { VideoId = Encoding.UTF8.GetString(text[..id]), Language = language == 0 ? Pipeline.Status.Language.Default : Encoding.UTF8.GetString(text.Slice(id, language)) };
    }
}
