using Tests.Fixtures;
using Xunit;

namespace Tests.Integration.Live;

/// <summary>Two apps on one Redis and one database, and a process that plays the worker.</summary>
public sealed class TwoAppsFixture : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly GarnetServer redis = new();
    private AppProcess[] apps = [];

    public AppProcess One => apps[0];

    public AppProcess Other => apps[1];

    public PipelineHost Worker { get; private set; } = null!;

    public string RedisAddress => redis.Address;

    public async ValueTask InitializeAsync()
    {
        await redis.StartAsync();
        var database = folder.File("live.db");
        apps = await Task.WhenAll(AppProcess.StartAsync(redis.Address, database), AppProcess.StartAsync(redis.Address, database));
        Worker = await PipelineHost.StartAsync(database, redis.Address);
    }

    public async ValueTask DisposeAsync()
    {
        await Worker.DisposeAsync();
        foreach (var app in apps)
            await app.DisposeAsync();
        await redis.DisposeAsync();
        folder.Dispose();
    }
}
