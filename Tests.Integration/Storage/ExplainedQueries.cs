using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Tests.Integration.Storage;

/// <summary>Every query that a context really makes, with the plan that the database has for it at that moment.</summary>
/// <param name="explain">What to put before a query to get its plan.</param>
internal sealed class ExplainedQueries(string explain) : DbCommandInterceptor
{
    private readonly List<(string Text, string Plan)> all = [];

    /// <summary>The queries so far.</summary>
    public IReadOnlyList<(string Text, string Plan)> All => all;

    /// <summary>The plan that a command which asks for one answers with.</summary>
    public static async Task<string> ReadPlanAsync(DbCommand command, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            lines.Add(reader.GetString(reader.FieldCount - 1));
        return string.Join('\n', lines);
    }

    /// <inheritdoc/>
    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        var text = command.CommandText;
        command.CommandText = $"{explain} {text}";
        all.Add((text, await ReadPlanAsync(command, cancellationToken)));
        command.CommandText = text;
        return result;
    }
}
