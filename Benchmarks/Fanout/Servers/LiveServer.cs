using System.Globalization;
using Benchmarks.Measuring;
using Microsoft.Data.Sqlite;
using Tests.Fixtures;

namespace Benchmarks.Fanout.Servers;

/// <summary>Live: one or more real app processes on a database of their own, with every feature on.</summary>
internal sealed class LiveServer : FanoutServer
{
    private readonly SqliteFile database;

    private LiveServer(string name, int port, IReadOnlyList<ChildProcess> processes, SqliteFile database)
        : base(name, processes) => (Port, this.database) = (port, database);

    /// <inheritdoc/>
    public override int Port { get; }

    /// <inheritdoc/>
    public override string AllPath => "/api/sse";

    /// <summary>The <c>ping</c> that ends the snapshot.</summary>
    public override byte[] ReadyMark { get; } = "event: ping"u8.ToArray();

    /// <summary>Starts one app.</summary>
    public static async Task<LiveServer> StartAsync(Cores cores, RedisBackend redis)
    {
        var database = new SqliteFile();
        var port = FreePort.Take();
        return new LiveServer("Live", port, [await StartAppAsync(cores, redis, database, port)], database);
    }

    /// <summary>Starts as many apps as there are ports, and HAProxy in front of them.</summary>
    public static async Task<LiveServer> StartBehindProxyAsync(Cores cores, RedisBackend redis, IReadOnlyList<int> ports, int proxyPort)
    {
        var database = new SqliteFile();
        var apps = new List<ChildProcess>();
        foreach (var port in ports)
            apps.Add(await StartAppAsync(cores, redis, database, port)); // one after the other: the first makes the database
        return new LiveServer($"Live, {ports.Count} processes", proxyPort, apps, database);
    }

    /// <inheritdoc/>
    public override string PathOf(string videoId) => $"/api/sse/videos/{videoId}";

    /// <inheritdoc/>
    public override async Task<long> HandOutRevisionsAsync(int count)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database.Path, Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = """UPDATE revisions SET "Value" = "Value" + $count RETURNING "Value" - $count + 1""";
        command.Parameters.AddWithValue("$count", count);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        database.Dispose();
    }

    private static Task<ChildProcess> StartAppAsync(Cores cores, RedisBackend redis, SqliteFile database, int port) =>
        ProductionApp.StartAsync(redis.Address, database.Path, new Uri($"http://127.0.0.1:{port}"), cores);
}
