using Pipeline.Storage;

namespace BlazorApp.EventStream;

/// <summary>The epoch that the cursors of this process carry. It is read once; the first that needs it reads it for all.</summary>
internal sealed class StreamEpoch(VideoStore store)
{
    private readonly Lock gate = new();
    private Task<string>? reading;

    /// <summary>The <see cref="StreamCursor.Epoch"/> of this database.</summary>
    /// <exception cref="System.Data.Common.DbException">The database does not answer; the next call asks it again.</exception>
    public Task<string> ReadAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (reading is null or { IsFaulted: true } or { IsCanceled: true })
                reading = store.GetEpochAsync(CancellationToken.None); // whoever asked first may be gone before the others
            return reading.IsCompleted ? reading : reading.WaitAsync(cancellationToken);
        }
    }
}
