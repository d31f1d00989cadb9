using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Pipeline;
using Pipeline.Announcements;
using Pipeline.Jobs;
using Pipeline.Redis;
using Pipeline.Storage;

namespace Tests.Fixtures;

/// <summary>A process of the pipeline as far as it can be told from outside: a host of its own over a database file and a Redis.</summary>
public sealed class PipelineHost : IAsyncDisposable
{
    private readonly IHost host;
    private readonly string database;

    private PipelineHost(IHost host, string database, RecordedLog log) =>
        (this.host, this.database, Log) = (host, database, log);

    /// <summary>What it logged.</summary>
    public RecordedLog Log { get; }

    /// <summary>Its Redis connection.</summary>
    public RedisConnection Redis => Get<RedisConnection>();

    /// <summary>Reads videos and their statuses.</summary>
    public VideoStore Store => Get<VideoStore>();

    /// <summary>Reads what they have produced.</summary>
    public ResultStore Results => Get<ResultStore>();

    /// <summary>What workers do.</summary>
    public JobQueue Jobs => Get<JobQueue>();

    /// <summary>What people ask for.</summary>
    public Submissions Submissions => Get<Submissions>();

    /// <summary>Deleting, and taking it back.</summary>
    public Deletions Deletions => Get<Deletions>();

    /// <summary>What other programs publish.</summary>
    public PublishedResults Published => Get<PublishedResults>();

    /// <summary>Publishes what was committed.</summary>
    public Announcer Announcer => Get<Announcer>();

    /// <summary>What was announced.</summary>
    public AnnouncementCounters Counters => Get<AnnouncementCounters>();

    /// <summary>Builds and starts a host.</summary>
    /// <param name="databaseFile">The SQLite file, or a whole connection string.</param>
    /// <param name="redis">The value for <c>ConnectionStrings:Redis</c>; null for one that nobody listens at.</param>
    /// <param name="settings">Further settings, as <c>(key, value)</c> with colons.</param>
    public static Task<PipelineHost> StartAsync(string databaseFile, string? redis = null, params (string Key, string Value)[] settings) =>
        StartAsync(TimeProvider.System, databaseFile, redis, settings);

    /// <param name="clock">What the host's timers and moments come from; the connection to Redis keeps real time.</param>
    /// <inheritdoc cref="StartAsync(string, string?, ValueTuple{string, string}[])"/>
    public static async Task<PipelineHost> StartAsync(
        TimeProvider clock, string databaseFile, string? redis, params (string Key, string Value)[] settings)
    {
        var connection = databaseFile.Contains('=', StringComparison.Ordinal) ? databaseFile : $"Data Source={databaseFile}";
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:Database"] = connection,
            ["ConnectionStrings:Redis"] = redis ?? $"127.0.0.1:{FreePort.Take()}",
        });
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value));
        var log = new RecordedLog();
        builder.Logging.AddProvider(log).AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning);
        builder.Services.AddSingleton(clock);
        builder.AddPipeline();

        var pipeline = new PipelineHost(builder.Build(), connection, log);
        try
        {
            await pipeline.host.StartAsync();
            return pipeline;
        }
        catch
        {
            await pipeline.DisposeAsync();
            throw;
        }
    }

    /// <summary>A service of the host.</summary>
    public T Get<T>()
        where T : notnull => host.Services.GetRequiredService<T>();

    /// <summary>Ends the host in good order.</summary>
    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        await ((IAsyncDisposable)host).DisposeAsync();
        // The providers keep closed connections open for the next one; they would hold the database beyond the host.
        if (DatabaseAddress.Parse(database) is { IsPostgres: true, ConnectionString: var postgres })
        {
            await using var pooled = new NpgsqlConnection(postgres);
            NpgsqlConnection.ClearPool(pooled);
        }
        else
        {
            using var pooled = new SqliteConnection(new SqliteConnectionStringBuilder(database).ConnectionString);
            SqliteConnection.ClearPool(pooled);
        }
    }
}
