using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Tests.Component.Components;

/// <summary>Stands between the app and its database: what a test sets happens before each query, which may wait there or fail.</summary>
public sealed class DatabaseGate : DbCommandInterceptor
{
    private int passed;

    /// <summary>What happens before each query, given its SQL.</summary>
    public Func<string, Task>? Before { get; set; }

    /// <summary>How many queries have passed.</summary>
    public int Passed => Volatile.Read(ref passed);

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        if (Before is { } before)
            await before(command.CommandText);
        Interlocked.Increment(ref passed);
        return result;
    }
}
