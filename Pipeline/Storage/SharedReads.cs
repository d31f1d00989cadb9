namespace Pipeline.Storage;

/// <summary>
/// Lets all who ask for the same at the same time share a reading: a thousand pages that hear of one change read twice instead of a
/// thousand times. A reading that had begun before somebody asked never answers him, because it may have missed what he has heard of.
/// </summary>
/// <typeparam name="T">What is read.</typeparam>
/// <param name="read">Reads what a key names.</param>
internal sealed class SharedReads<T>(Func<string, Task<T>> read)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Reading> running = new(StringComparer.Ordinal);

    /// <summary>Reads, or waits for the next reading that begins.</summary>
    /// <param name="key">What to read.</param>
    /// <param name="cancellationToken">Abandons the wait, not the reading.</param>
    public Task<T> ReadAsync(string key, CancellationToken cancellationToken)
    {
        Reading begun;
        lock (gate)
        {
            if (running.TryGetValue(key, out var current))
                return (current.Next ??= new Reading()).Answer.Task.WaitAsync(cancellationToken);
            running[key] = begun = new Reading();
        }

        // Not here: whoever asks first may stand on the dispatcher of a circuit, and the others must not wait for that.
        _ = Task.Run(() => RunAsync(key, begun), CancellationToken.None);
        return begun.Answer.Task.WaitAsync(cancellationToken);
    }

    private async Task RunAsync(string key, Reading? reading)
    {
        while (reading is not null)
        {
            try
            {
                reading.Answer.TrySetResult(await read(key));
            }
            catch (Exception exception)
            {
                reading.Answer.TrySetException(exception); // whoever asked sees it
            }

            reading = End(key, reading);
        }
    }

    private Reading? End(string key, Reading ended)
    {
        lock (gate)
        {
            if (ended.Next is { } next)
                return running[key] = next;
            running.Remove(key);
            return null;
        }
    }

    private sealed class Reading
    {
        public TaskCompletionSource<T> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Reading? Next { get; set; }
    }
}
