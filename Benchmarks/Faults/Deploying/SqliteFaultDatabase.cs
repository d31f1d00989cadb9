using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Benchmarks.Faults.Deploying;

/// <summary>A SQLite file.</summary>
internal sealed class SqliteFaultDatabase(string file) : FaultDatabase
{
    /// <inheritdoc/>
    public override string Name => "SQLite";

    /// <inheritdoc/>
    public override string Address => $"Data Source={file}";

    /// <inheritdoc/>
    protected override IReadOnlyList<string> LockStatements => ["BEGIN EXCLUSIVE"];

    /// <inheritdoc/>
    public override Task StartAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public override Task CrashAsync() => throw new NotSupportedException("Behind a file stands no server that could end.");

    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <inheritdoc/>
    protected override DbConnection Connect() => new SqliteConnection(new SqliteConnectionStringBuilder(Address) { Pooling = false }.ConnectionString);
}
