using System.Data.Common;
using Npgsql;
using Tests.Fixtures;

namespace Benchmarks.Faults.Deploying;

/// <summary>A PostgreSQL server of the run's own.</summary>
internal sealed class PostgresFaultDatabase : FaultDatabase
{
    private readonly PostgresServer server = new();

    /// <inheritdoc/>
    public override string Name => "PostgreSQL";

    /// <inheritdoc/>
    public override string Address => server.Address("live");

    /// <inheritdoc/>
    protected override IReadOnlyList<string> LockStatements => ["BEGIN", "LOCK TABLE statuses IN ACCESS EXCLUSIVE MODE"];

    /// <inheritdoc/>
    public override Task StartAsync() => server.StartAsync();

    /// <inheritdoc/>
    public override async Task CrashAsync()
    {
        await server.CrashAsync();
        NpgsqlConnection.ClearAllPools(); // what the harness keeps open is broken
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => server.DisposeAsync();

    /// <inheritdoc/>
    protected override DbConnection Connect() => new NpgsqlConnection(Address);
}
