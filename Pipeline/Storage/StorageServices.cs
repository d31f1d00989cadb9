using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pipeline.Search;
using Pipeline.Storage.Postgres;
using Pipeline.Storage.Sqlite;

namespace Pipeline.Storage;

/// <summary>Registers the store on the database that <c>ConnectionStrings:Database</c> names.</summary>
internal static class StorageServices
{
    // Hundreds of statements a minute are no information. What fails is thrown as well, and who catches it says what it means in a
    // sentence; here it would stand beside that with its stack, for each statement. At Debug all of it can still be had.
    private static readonly EventId[] Quieter =
    [
        RelationalEventId.CommandExecuted,
        RelationalEventId.CommandError,
        RelationalEventId.ConnectionError,
        RelationalEventId.TransactionError,
        CoreEventId.QueryIterationFailed,
        CoreEventId.SaveChangesFailed,
    ];

    /// <summary>Adds the store and the upgrade that runs before anything else.</summary>
    /// <exception cref="FormatException">The address is not understood.</exception>
    public static IHostApplicationBuilder AddStorage(this IHostApplicationBuilder builder)
    {
        var address = DatabaseAddress.Parse(builder.Configuration.GetConnectionString("Database"));
        if (address.IsPostgres)
            builder.Services.AddContext<PostgresDbContext>(options => options.UseNpgsql(address.ConnectionString, postgres => postgres
                // The driver's own strategy hides a server that is away behind an InvalidOperationException; callers tell it by its DbException.
                .ExecutionStrategy(dependencies => new NonRetryingExecutionStrategy(dependencies))));
        else
            builder.Services.AddContext<SqliteDbContext>(options => options.UseSqlite(address.ConnectionString).AddInterceptors(new SqlitePragmas()));
        builder.Services.AddOptions<StorageOptions>().BindConfiguration("Storage").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<DatabaseUpgrade>();
        builder.Services.AddHostedService(services => services.GetRequiredService<DatabaseUpgrade>());
        builder.Services.AddSingleton<VideoStore>();
        builder.Services.AddSingleton<LibraryStore>();
        builder.Services.AddSingleton<ResultStore>();
        builder.Services.AddSingleton<SearchStore>();
        builder.Services.AddSingleton<StatusWriter>();
        builder.Services.AddSingleton<CanaryStore>();
        builder.Services.AddHostedService<SearchBacklog>();
        return builder;
    }

    private static void AddContext<T>(this IServiceCollection services, Action<DbContextOptionsBuilder> use)
        where T : LiveDbContext
    {
        services.AddPooledDbContextFactory<T>(options =>
        {
            use(options);
            options.ConfigureWarnings(events => events.Log([.. Quieter.Select(id => (id, LogLevel.Debug))]));
        });
        services.AddSingleton<IDbContextFactory<LiveDbContext>, LiveDbContextFactory<T>>();
    }
}
