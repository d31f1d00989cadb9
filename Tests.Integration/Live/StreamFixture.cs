using System.Net.Http.Json;
using System.Text.Json;
using Tests.Fixtures;
using Xunit;

namespace Tests.Integration.Live;

/// <summary>Two apps on one Redis and one database, a process that plays the worker, and as many videos as a test needs.</summary>
public abstract class StreamFixture : IAsyncLifetime
{
    private readonly GarnetServer redis = new();
    private string connection = "";

    public AppProcess One { get; private set; } = null!;

    public AppProcess Other { get; private set; } = null!;

    public PipelineHost Worker { get; private set; } = null!;

    protected TemporaryFolder Folder { get; } = new();

    public async ValueTask InitializeAsync()
    {
        await redis.StartAsync();
        connection = await StartDatabaseAsync();
        Worker = await PipelineHost.StartAsync(connection, redis.Address);
        var apps = await Task.WhenAll(StartAppAsync(), StartAppAsync());
        (One, Other) = (apps[0], apps[1]);
        await Wait.For(() => Worker.Redis.Usable is not null, "the worker's connection to Redis");
    }

    public async ValueTask DisposeAsync()
    {
        await One.DisposeAsync();
        await Other.DisposeAsync();
        await Worker.DisposeAsync();
        await redis.DisposeAsync();
        await StopDatabaseAsync();
        Folder.Dispose();
    }

    /// <summary>Starts one more app on the same Redis and database.</summary>
    public Task<AppProcess> StartAppAsync(params (string Key, string Value)[] settings)
    {
        var environment = settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value);
        environment["ConnectionStrings__Database"] = connection;
        return AppProcess.StartAsync(redis.Address, Folder.File("app"), environment);
    }

    /// <summary>One of the figures of <c>/api/diagnostics</c>.</summary>
    public static async Task<long> CountAsync(AppProcess app, string figure) =>
        (await app.Client.GetFromJsonAsync<JsonElement>("/api/diagnostics")).GetProperty(figure).GetInt64();

    /// <returns>The value for <c>ConnectionStrings:Database</c>.</returns>
    protected abstract Task<string> StartDatabaseAsync();

    protected abstract ValueTask StopDatabaseAsync();
}

public sealed class SqliteStreams : StreamFixture
{
    protected override Task<string> StartDatabaseAsync() => Task.FromResult($"Data Source={Folder.File("live.db")}");

    protected override ValueTask StopDatabaseAsync() => ValueTask.CompletedTask;
}

public sealed class PostgresStreams : StreamFixture
{
    private readonly PostgresServer server = new();

    protected override async Task<string> StartDatabaseAsync()
    {
        await server.StartAsync();
        return server.Address("live");
    }

    protected override ValueTask StopDatabaseAsync() => server.DisposeAsync();
}
