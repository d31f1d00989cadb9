using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Pipeline.Storage;

/// <summary>
/// Brings the database to this version before anything else starts. Processes that start at once take turns.
/// </summary>
public sealed partial class DatabaseUpgrade(
    IDbContextFactory<LiveDbContext> databases, IOptions<StorageOptions> options, TimeProvider clock, ILogger<DatabaseUpgrade> logger)
    : IHostedLifecycleService
{
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(1);

    private bool done;

    /// <summary>Upgrades the database, waiting for a server that is not there yet; does nothing when that has been done.</summary>
    /// <exception cref="DatabaseUnusableException">It cannot be opened or written.</exception>
    public async Task UpgradeAsync(CancellationToken cancellationToken)
    {
        if (done)
            return;
        var began = clock.GetTimestamp();
        while (!await TryUpgradeAsync(last: clock.GetElapsedTime(began) >= options.Value.StartPatience, cancellationToken))
            await Task.Delay(TryAgainAfter, clock, cancellationToken);
        done = true;
    }

    private async Task<bool> TryUpgradeAsync(bool last, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        try
        {
            await using var turn = await database.TakeUpgradeTurnAsync(cancellationToken);
            await database.Database.MigrateAsync(cancellationToken);
            await database.CheckNumberingAsync(cancellationToken);
            // A database that is current is not written to by the migration; that it can be written is found out here, not at the first submission.
            await database.Epochs.ExecuteUpdateAsync(row => row.SetProperty(epoch => epoch.Value, epoch => epoch.Value), cancellationToken);
            LogReady(database.DisplayName);
            return true;
        }
        catch (DbException exception) when (exception.IsTransient && !last)
        {
            LogAway(database.DisplayName, exception.Message);
            return false;
        }
        catch (Exception exception) when (exception is DbException or IOException or UnauthorizedAccessException)
        {
            throw new DatabaseUnusableException(database.DisplayName, database.WhatToLookAt, exception);
        }
    }

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => UpgradeAsync(cancellationToken);

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Information, "The database {Database} is ready")]
    private partial void LogReady(string database);

    [LoggerMessage(LogLevel.Warning, "The database {Database} is not there yet; waiting for it: {Reason}")]
    private partial void LogAway(string database, string reason);
}
