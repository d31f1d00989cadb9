using Tests.Fixtures;

namespace Tests.E2E.Stack;

/// <summary>
/// A Live whose app reaches Redis, and is reached by browsers, through networks that a test can spoil. A page that lost its connection
/// is kept for two seconds only, so that a test need not wait for minutes until one is gone.
/// </summary>
public sealed class LiveBehindProxies : LiveFixture
{
    private TcpProxy? toRedis;
    private TcpProxy? toApp;

    /// <summary>Between the app and Redis; the worker has a network of its own.</summary>
    public TcpProxy ToRedis => toRedis ??= new TcpProxy(Redis.Port);

    /// <summary>Between browsers and the app.</summary>
    public TcpProxy ToApp => toApp ??= new TcpProxy(App.Address.Port);

    /// <summary>Where browsers find the app.</summary>
    public Uri Address => new($"http://{ToApp.Address}");

    /// <inheritdoc/>
    protected override string RedisOfApp => ToRedis.Address;

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, string?> AppSettings { get; } = new Dictionary<string, string?> { ["Circuits__Retention"] = "00:00:02" };

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        if (toApp is not null)
            await toApp.DisposeAsync();
        await base.DisposeAsync();
        if (toRedis is not null)
            await toRedis.DisposeAsync();
    }
}
