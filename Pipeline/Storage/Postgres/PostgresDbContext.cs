using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Pipeline.Search;
using Pipeline.Status;

namespace Pipeline.Storage.Postgres;

/// <summary>
/// The truth in PostgreSQL. Revisions come from a sequence, so that no writer waits for another one's commit; the price is that
/// they may be committed in another order. A change's position is therefore its transaction's id, and what is certain is what lies
/// below the oldest transaction that still runs (PostgreSQL 15, 9.27.11 "Transaction ID and Snapshot Information Functions").
/// </summary>
public sealed class PostgresDbContext(DbContextOptions<PostgresDbContext> options) : LiveDbContext(options)
{
    internal override SearchIndex SearchIndex { get; } = new PostgresSearchIndex();

    /// <inheritdoc/>
    public override Task<IDbContextTransaction> BeginWriteAsync(CancellationToken cancellationToken) =>
        Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);

    /// <inheritdoc/>
    public override Task<IDbContextTransaction> BeginReadAsync(CancellationToken cancellationToken) =>
        Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);

    // The row may not be there yet, so it is not the row that is locked.
    /// <inheritdoc/>
    public override Task TakeTurnAsync(string videoId, CancellationToken cancellationToken) =>
        Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({videoId}, 0))", cancellationToken);

    /// <inheritdoc/>
    public override Task<Stamp> NextStampAsync(CancellationToken cancellationToken) => Database
        .SqlQuery<Stamp>($"SELECT nextval('revision') AS \"Revision\", pg_current_xact_id()::text::bigint AS \"Position\"")
        .SingleAsync(cancellationToken);

    /// <inheritdoc/>
    public override Task<long> ReadRevisionAsync(CancellationToken cancellationToken) => Database
        .SqlQuery<long>($"SELECT CASE WHEN is_called THEN last_value ELSE 0 END AS \"Value\" FROM revision")
        .SingleAsync(cancellationToken);

    /// <inheritdoc/>
    public override Task<CommitHorizon> ReadHorizonAsync(CancellationToken cancellationToken) => Database
        .SqlQuery<CommitHorizon>($"""
            SELECT pg_snapshot_xmin(taken)::text::bigint - 1 AS "Settled", pg_snapshot_xmax(taken)::text::bigint - 1 AS "Latest"
            FROM pg_current_snapshot() AS taken
            """)
        .SingleAsync(cancellationToken);

    /// <inheritdoc/>
    public override async Task<StatusRow?> LockFirstWaitingAsync(CancellationToken cancellationToken)
    {
        var waiting = nameof(StatusState.Queued);
        var rows = await Statuses.FromSql($"""
            SELECT * FROM statuses WHERE "State" = {waiting} AND NOT "External" AND "Deletion" IS NULL
            ORDER BY "QueuedAt" LIMIT 1 FOR UPDATE SKIP LOCKED
            """).ToListAsync(cancellationToken);
        return rows.SingleOrDefault();
    }

    /// <inheritdoc/>
    public override bool IsConflict(DbException refusal) => refusal is PostgresException
    {
        SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected,
    };

    /// <inheritdoc/>
    public override string DisplayName => $"{Database.GetDbConnection().Database} at {Database.GetDbConnection().DataSource}";

    /// <inheritdoc/>
    public override string WhatToLookAt =>
        "Check that the server runs and takes connections from here, and that this user may create tables in that database (or create it).";

    /// <inheritdoc/>
    public override Task<IAsyncDisposable> TakeUpgradeTurnAsync(CancellationToken cancellationToken) =>
        PostgresUpgradeTurn.TakeAsync(this, cancellationToken);

    /// <inheritdoc/>
    public override Task CheckNumberingAsync(CancellationToken cancellationToken) => Database.ExecuteSqlAsync($"""
        WITH here AS (SELECT system_identifier::text AS server FROM pg_control_system()),
        begun AS (
            UPDATE epoch SET "Value" = substr(md5(random()::text), 1, 8), "Server" = here.server
            FROM here WHERE epoch."Server" IS DISTINCT FROM here.server
            RETURNING epoch."Id")
        UPDATE statuses SET "Position" = 0 WHERE EXISTS (SELECT 1 FROM begun)
        """, cancellationToken);

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.HasSequence<long>("revision");
        modelBuilder.Entity<VideoRow>().Property(row => row.SortTitle).UseCollation("C"); // letter by letter, as in SQLite
    }
}
