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
    // How many messages are taken in between two looks at how many wait; more are not taken in by the thread that receives from Redis.
    private const int Stride = 64;

    private readonly Lock gate = new();
    private readonly Doorbell bell = new();
    private List<TaskCompletionSource> asked = [];
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
        by.Received += Notice;
        using var replaced = by.Replaced.UnsafeRegister(static bell => ((Doorbell)bell!).RingElsewhere(), bell);
        using var stopped = stopping.UnsafeRegister(static bell => ((Doorbell)bell!).RingElsewhere(), bell);
        try
        {
            await ReadAsync(queue, by.Replaced, stopping);
            // What comes after is nothing for the thread that receives, on which this may be.
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        }
        finally
        {
            by.Received -= Notice;
            List<TaskCompletionSource> left;
            lock (gate)
                (link, left, asked) = (null, asked, []);
            foreach (var one in left)
                one.TrySetCanceled(CancellationToken.None);
        }

        // Few are taken in here and now, by the thread that has received them. When there are many, or more to receive, beside it: what waits
        // in the queue can be counted and shed, and what waits in the socket cannot.
        void Notice(bool hasMore)
        {
            if (!queue.TryGetCount(out var waiting) || waiting > Stride || (hasMore && waiting > 0))
                bell.RingElsewhere();
            else if (waiting > 0)
                bell.Ring();
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
        }

        bell.RingElsewhere();
        return one.Task;
    }

    private async Task ReadAsync(ChannelMessageQueue queue, CancellationToken replaced, CancellationToken stopping)
    {
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
                    await bell.WaitAsync();
                    continue;
                }

                for (var count = Math.Min(waiting, Stride); count > 0 && queue.TryRead(out var message); count--, taken++)
                {
                    if (!shedding || !IsShed(message))
                        await TakeInAsync(message, isLast: count == 1 && waiting <= Stride, stopping);
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
