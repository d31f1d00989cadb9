using Pipeline.Announcements;
using Pipeline.Redis;
using Pipeline.Status;
using StackExchange.Redis;

namespace BlazorApp.Status;

/// <summary>
/// Hears one status channel in the order of arrival. It can say when all that had arrived at a moment has been taken in, and
/// sheds what it cannot keep up with: the queue of StackExchange.Redis is unbounded.
/// </summary>
internal sealed partial class ChannelEar(StatusKind kind, StatusIntake intake, ListenerCounters counters, int capacity, ILogger logger)
{
    // How many messages are taken in between two looks at how many wait.
    private const int Stride = 64;

    private readonly Lock gate = new();
    private List<TaskCompletionSource> asked = [];
    private CancellationTokenSource? idle;
    private volatile RedisLink? link;

    /// <summary>The channel.</summary>
    public RedisChannel Channel { get; } = RedisChannel.Literal(kind.Channel);

    /// <summary>The link by which it listens now; null while it does not.</summary>
    public RedisLink? Link => link;

    /// <summary>Listens until the link is replaced or the process stops, and takes in what had arrived by then.</summary>
    /// <param name="by">The link.</param>
    /// <param name="queue">The channel's queue on that link; nobody else reads it.</param>
    /// <param name="stopping">Ends at once.</param>
    public async Task ListenAsync(RedisLink by, ChannelMessageQueue queue, CancellationToken stopping)
    {
        link = by;
        try
        {
            await ReadAsync(queue, by.Replaced, stopping);
        }
        finally
        {
            List<TaskCompletionSource> left;
            lock (gate)
                (link, left, asked) = (null, asked, []);
            foreach (var one in left)
                one.TrySetCanceled(CancellationToken.None);
        }
    }

    /// <summary>Ends when everything has been taken in that had arrived when this was called.</summary>
    /// <exception cref="OperationCanceledException">The ear does not listen, or stopped before.</exception>
    public Task CaughtUpAsync()
    {
        var one = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            if (link is null)
                return Task.FromCanceled(new CancellationToken(canceled: true));
            asked.Add(one);
            // Runs nothing here: what it wakes goes on elsewhere.
            _ = idle?.CancelAsync();
        }

        return one.Task;
    }

    private async Task ReadAsync(ChannelMessageQueue queue, CancellationToken replaced, CancellationToken stopping)
    {
        using var until = CancellationTokenSource.CreateLinkedTokenSource(replaced, stopping);
        var owed = new Queue<(long Until, TaskCompletionSource One)>();
        var (taken, shed, shedding) = (0L, 0L, false);
        try
        {
            while (!stopping.IsCancellationRequested)
            {
                // In this order: what had arrived when somebody asked is among what waits now. Nothing is on its way in
                // between, because this is the only reader and it does not wait for a message here.
                var news = TakeAsked();
                queue.TryGetCount(out var waiting);
                foreach (var one in news)
                    owed.Enqueue((taken + waiting, one));
                while (owed.TryPeek(out var first) && first.Until <= taken)
                    owed.Dequeue().One.TrySetResult();

                if (!shedding && waiting > capacity)
                {
                    (shedding, shed) = (true, 0);
                    LogSheds(waiting, kind.Channel);
                }
                else if (shedding && waiting <= capacity / 2)
                {
                    shedding = false;
                    LogKeepsUp(kind.Channel, shed);
                }

                if (waiting == 0)
                {
                    if (replaced.IsCancellationRequested)
                        return;
                    if (await NextAsync(queue, until.Token) is not { } next)
                        continue;
                    await TakeInAsync(next, isLast: !queue.TryGetCount(out waiting) || waiting == 0, stopping);
                    taken++;
                    continue;
                }

                for (var count = Math.Min(waiting, Stride); count > 0 && queue.TryRead(out var message); count--, taken++)
                {
                    if (!shedding || !IsShed(message))
                        await TakeInAsync(message, isLast: false, stopping);
                    else
                        shed++;
                }
            }
        }
        finally
        {
            foreach (var (_, one) in owed)
                one.TrySetCanceled(CancellationToken.None);
        }
    }

    /// <summary>Waits for a message; null when the waiting was ended without one, because somebody asked or the link was replaced.</summary>
    private async ValueTask<ChannelMessage?> NextAsync(ChannelMessageQueue queue, CancellationToken until)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(until);
        lock (gate)
        {
            if (asked.Count > 0)
                return null;
            idle = waiting;
        }

        try
        {
            return await queue.ReadAsync(waiting.Token);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        finally
        {
            lock (gate)
                idle = null;
        }
    }

    private async ValueTask TakeInAsync(ChannelMessage message, bool isLast, CancellationToken cancellationToken)
    {
        try
        {
            await intake.TakeAsync(kind, message.Message, isLast, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogNotTakenIn(kind.Channel, exception);
        }
    }

    private bool IsShed(ChannelMessage message)
    {
        if (!StatusMessageReader.CarriesRevision(((ReadOnlyMemory<byte>)message.Message).Span))
            return false;
        counters.AddShed();
        return true;
    }

    private List<TaskCompletionSource> TakeAsked()
    {
        lock (gate)
        {
            if (asked.Count == 0)
                return [];
            var taken = asked;
            asked = [];
            return taken;
        }
    }

    [LoggerMessage(LogLevel.Error, "A message on {Channel} was not passed on")]
    private partial void LogNotTakenIn(string channel, Exception exception);

    [LoggerMessage(LogLevel.Warning, "{Waiting} messages wait on {Channel}: those with a revision are shed, and what they announce is read from the database instead")]
    private partial void LogSheds(int waiting, string channel);

    [LoggerMessage(LogLevel.Information, "{Channel} is kept up with again; {Shed} messages were shed")]
    private partial void LogKeepsUp(string channel, long shed);
}
