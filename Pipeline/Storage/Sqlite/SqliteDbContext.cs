using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Pipeline.Search;
using Pipeline.Status;

namespace Pipeline.Storage.Sqlite;

/// <summary>
/// The truth in a SQLite file. It has one writer at a time, so a revision taken inside a write transaction is also the place of
/// that transaction in the order of commits.
/// </summary>
public sealed class SqliteDbContext(DbContextOptions<SqliteDbContext> options) : LiveDbContext(options)
{
    /// <summary>The counter behind <see cref="StatusRow.Revision"/>.</summary>
    public DbSet<RevisionRow> Revisions => Set<RevisionRow>();

    internal override SearchIndex SearchIndex { get; } = new SqliteSearchIndex();

    // BEGIN IMMEDIATE: the write lock is taken before anything is read, so what was read still holds at the commit.
    /// <inheritdoc/>
    public override Task<IDbContextTransaction> BeginWriteAsync(CancellationToken cancellationToken) =>
        Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellationToken);

    // Deferred, and a snapshot all the same; one that is not deferred would wait for writers.
    /// <inheritdoc/>
    public override Task<IDbContextTransaction> BeginReadAsync(CancellationToken cancellationToken) =>
        Database.BeginTransactionAsync(IsolationLevel.ReadUncommitted, cancellationToken);

    /// <inheritdoc/>
    public override Task TakeTurnAsync(string videoId, CancellationToken cancellationToken) => Task.CompletedTask; // the write lock is everybody's turn

    /// <inheritdoc/>
    public override async Task<Stamp> NextStampAsync(CancellationToken cancellationToken)
    {
        var values = await Database
            .SqlQuery<long>($"UPDATE revisions SET \"Value\" = \"Value\" + 1 WHERE \"Id\" = 1 RETURNING \"Value\"")
            .ToListAsync(cancellationToken);
        return new Stamp(values.Single(), values.Single());
    }

    /// <inheritdoc/>
    public override Task<long> ReadRevisionAsync(CancellationToken cancellationToken) =>
        Revisions.Select(row => row.Value).SingleAsync(cancellationToken);

    /// <inheritdoc/>
    public override async Task<CommitHorizon> ReadHorizonAsync(CancellationToken cancellationToken)
    {
        var last = await ReadRevisionAsync(cancellationToken);
        return new CommitHorizon(last, last);
    }

    /// <inheritdoc/>
    public override Task<StatusRow?> LockFirstWaitingAsync(CancellationToken cancellationToken) =>
        Statuses.Where(row => row.State == StatusState.Queued && !row.External && row.Deletion == null).OrderBy(row => row.QueuedAt).FirstOrDefaultAsync(cancellationToken);

    /// <inheritdoc/>
    public override bool IsConflict(DbException refusal) => false; // a writer has waited for its turn

    /// <inheritdoc/>
    public override string DisplayName => Database.GetDbConnection().DataSource;

    /// <inheritdoc/>
    public override string WhatToLookAt => "Check that the folder exists and that this user may write to it and to the file.";

    /// <inheritdoc/>
    public override async Task<IAsyncDisposable> TakeUpgradeTurnAsync(CancellationToken cancellationToken) =>
        await SqliteUpgradeTurn.TakeAsync(DisplayName, cancellationToken);

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<RevisionRow>(revision =>
        {
            revision.ToTable("revisions");
            revision.HasKey(row => row.Id);
            revision.HasData(new RevisionRow { Id = 1, Value = 0 });
        });
    }
}
