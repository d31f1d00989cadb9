using System.Net.Http.Json;
using System.Text.Json;
using Tests.Fixtures;
using Xunit;

namespace Tests.Integration.Live;

/// <summary>A Redis, a database, a process that plays the worker, and as many apps as a test wants.</summary>
public abstract class StreamFixture(TestDatabase database) : IAsyncLifetime
{
    private readonly GarnetServer redis = new();
    private readonly TemporaryFolder folder = new();

    public PipelineHost Worker { get; private set; } = null!;

    public virtual async ValueTask InitializeAsync()
    {
        await redis.StartAsync();
        Worker = await PipelineHost.StartAsync(await GetWorkerAddressAsync(), redis.Address);
        await Wait.For(() => Worker.Redis.Usable is not null, "the worker's connection to Redis");
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (Worker is not null)
            await Worker.DisposeAsync();
        await redis.DisposeAsync();
        database.Dispose();
        folder.Dispose();
    }

    /// <summary>Starts an app on that Redis and database.</summary>
    public async Task<AppProcess> StartAppAsync(params (string Key, string Value)[] settings)
    {
        var environment = settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value);
        environment["ConnectionStrings__Database"] = await database.GetAddressAsync();
        return await AppProcess.StartAsync(redis.Address, folder.File("app"), environment);
    }

    /// <summary>How the worker reaches the database.</summary>
    protected virtual Task<string> GetWorkerAddressAsync() => database.GetAddressAsync();

    /// <summary>One of the figures of <c>/api/diagnostics</c>.</summary>
    public static async Task<long> CountAsync(AppProcess app, string figure) =>
        (await app.Client.GetFromJsonAsync<JsonElement>("/api/diagnostics")).GetProperty(figure).GetInt64();
}
