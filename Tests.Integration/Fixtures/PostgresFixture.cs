using Npgsql;
using Xunit;

namespace Tests.Fixtures;

/// <summary>
/// One PostgreSQL server for all tests that want one, started by the first of them. Each test gets a database of its own: a copy
/// of one that is migrated once, because the migration is what takes time.
/// </summary>
public sealed class PostgresFixture : IAsyncDisposable
{
    private const string Template = "migrated";

    private readonly PostgresServer server = new();
    private readonly Lazy<Task> started;
    private readonly SemaphoreSlim copying = new(1);
    private int made;

    public PostgresFixture() => started = new(StartAsync);

    /// <summary>A database of the caller's own.</summary>
    public TestDatabase New() => new Database(CopyAsync);

    /// <summary>The address of a database that nobody has made yet.</summary>
    public TestDatabase NewMissing() => new Database(NameAsync);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        copying.Dispose();
    }

    private async Task StartAsync()
    {
        await server.StartAsync();
        await (await PipelineHost.StartAsync(server.Address(Template))).DisposeAsync();
    }

    private async Task<string> NameAsync()
    {
        await started.Value;
        // Thousands of rows at once take longer on a busy machine than a process of Live waits by itself.
        return $"{server.Address($"test{Interlocked.Increment(ref made)}")};Command Timeout=60";
    }

    private async Task<string> CopyAsync()
    {
        var address = await NameAsync();
        // Two copies at once are refused, because the original is in use.
        await copying.WaitAsync();
        try
        {
            await using var connection = new NpgsqlConnection($"{server.Address("postgres")};Pooling=False");
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = $"CREATE DATABASE {new NpgsqlConnectionStringBuilder(address).Database} TEMPLATE {Template}";
            await command.ExecuteNonQueryAsync();
            return address;
        }
        finally
        {
            copying.Release();
        }
    }

    private sealed class Database(Func<Task<string>> make) : TestDatabase
    {
        private readonly Lazy<Task<string>> address = new(make);

        public override Task<string> GetAddressAsync() => address.Value;

        public override void Dispose()
        {
            // It goes with the server.
        }
    }
}
