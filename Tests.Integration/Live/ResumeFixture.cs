using Tests.Fixtures;

namespace Tests.Integration.Live;

/// <summary>Two apps between which readers move.</summary>
public abstract class ResumeFixture(TestDatabase database) : StreamFixture(database)
{
    private readonly List<AppProcess> apps = [];

    public AppProcess One => apps[0];

    public AppProcess Other => apps[1];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        apps.Add(await StartAppAsync());
        apps.Add(await StartAppAsync());
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var app in apps)
            await app.DisposeAsync();
        await base.DisposeAsync();
    }
}

public sealed class ResumingThroughSqlite() : ResumeFixture(new SqliteFile());

public sealed class ResumingThroughPostgres(PostgresFixture postgres) : ResumeFixture(postgres.New())
{
    // Its transactions stay open for as long as a test wants, which is longer than Live lets one stand still.
    protected override async Task<string> GetWorkerAddressAsync() => $"{await base.GetWorkerAddressAsync()};Options=-c idle_in_transaction_session_timeout=120s";
}
