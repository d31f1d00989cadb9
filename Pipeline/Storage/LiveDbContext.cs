using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Pipeline.Search;
using Pipeline.Status;
using Pipeline.Webhooks;

namespace Pipeline.Storage;

/// <summary>
/// The truth: videos, their statuses (which are also the jobs), segments and results. What the databases do differently is
/// asked of the members that are abstract here; all else is the same on each.
/// </summary>
public abstract class LiveDbContext(DbContextOptions options) : DbContext(options)
{
    /// <summary>The videos.</summary>
    public DbSet<VideoRow> Videos => Set<VideoRow>();

    /// <summary>The statuses, one per video, kind and language.</summary>
    public DbSet<StatusRow> Statuses => Set<StatusRow>();

    /// <summary>The pieces of the transcripts.</summary>
    public DbSet<SegmentRow> Segments => Set<SegmentRow>();

    /// <summary>The texts that completed operations produced.</summary>
    public DbSet<ResultRow> Results => Set<ResultRow>();

    /// <summary>What tells this database from any other.</summary>
    public DbSet<EpochRow> Epochs => Set<EpochRow>();

    /// <summary>Who wants to be told of changes.</summary>
    public DbSet<WebhookRow> Webhooks => Set<WebhookRow>();

    /// <summary>What they were told, or are to be told.</summary>
    public DbSet<WebhookDeliveryRow> WebhookDeliveries => Set<WebhookDeliveryRow>();

    /// <summary>The canaries, one per app process.</summary>
    public DbSet<CanaryRow> Canaries => Set<CanaryRow>();

    /// <summary>The words of the texts, as this database keeps them.</summary>
    internal abstract SearchIndex SearchIndex { get; }

    /// <summary>Begins a transaction for <see cref="StatusWriter"/>.</summary>
    public abstract Task<IDbContextTransaction> BeginWriteAsync(CancellationToken cancellationToken);

    /// <summary>Begins a transaction in which every read sees the same moment.</summary>
    public abstract Task<IDbContextTransaction> BeginReadAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Waits until no other transaction that called this for the video is under way, so that what is decided by one of its rows
    /// and written to another is decided once. For a write transaction, before it reads.
    /// </summary>
    public abstract Task TakeTurnAsync(string videoId, CancellationToken cancellationToken);

    /// <summary>Hands out the next revision, for a write transaction.</summary>
    public abstract Task<Stamp> NextStampAsync(CancellationToken cancellationToken);

    /// <summary>The last revision that was handed out.</summary>
    public abstract Task<long> ReadRevisionAsync(CancellationToken cancellationToken);

    /// <summary>How far the transactions have come.</summary>
    public abstract Task<CommitHorizon> ReadHorizonAsync(CancellationToken cancellationToken);

    /// <summary>The job that has waited longest and that no other transaction is about to take, tracked and locked; null when none waits.</summary>
    public abstract Task<StatusRow?> LockFirstWaitingAsync(CancellationToken cancellationToken);

    /// <summary>Whether the database refused because another transaction was first, so that the same change may succeed when it is made again.</summary>
    public abstract bool IsConflict(DbException refusal);

    /// <summary>What the database is called in messages; without credentials.</summary>
    public abstract string DisplayName { get; }

    /// <summary>What to look at when it cannot be used, as a sentence.</summary>
    public abstract string WhatToLookAt { get; }

    /// <summary>Waits for this process's turn to upgrade the database; disposing what is returned ends it, and so does the end of the process.</summary>
    public abstract Task<IAsyncDisposable> TakeUpgradeTurnAsync(CancellationToken cancellationToken);

    /// <summary>Begins a new epoch where positions of another server are stored.</summary>
    public virtual Task CheckNumberingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // Milliseconds compare and sort alike in every database; SQLite has no type for a moment.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();
        configurationBuilder.Properties<StatusKind>().HaveConversion<KindName>().HaveMaxLength(32);
        configurationBuilder.Properties<StatusState>().HaveConversion<string>().HaveMaxLength(16);
        configurationBuilder.Properties<StatusDeletion>().HaveConversion<string>().HaveMaxLength(16);
        configurationBuilder.Properties<StopReason>().HaveConversion<string>().HaveMaxLength(16);
        configurationBuilder.Properties<DeliveryState>().HaveConversion<string>().HaveMaxLength(16);
        configurationBuilder.Properties<DeliveryProblem>().HaveConversion<string>().HaveMaxLength(16);
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<VideoRow>(video =>
        {
            video.ToTable("videos");
            video.HasKey(row => row.Id);
            video.HasIndex(row => new { row.CreatedAt, row.Id });
            // Holds what is still to be removed and nothing else.
            video.HasIndex(row => row.RestorableUntil).HasFilter("\"RestorableUntil\" IS NOT NULL");
            video.HasIndex(row => new { row.SortTitle, row.Id });
            video.HasMany(row => row.Statuses).WithOne().HasForeignKey(row => row.VideoId);
        });
        modelBuilder.Entity<StatusRow>(status =>
        {
            status.ToTable("statuses");
            status.HasKey(row => new { row.VideoId, row.Kind, row.Language });
            status.Ignore(row => row.Key);
            status.Ignore(row => row.Error);
            status.Property(row => row.Revision).IsConcurrencyToken();
            status.HasIndex(row => new { row.Position, row.Revision });
            status.HasIndex(row => new { row.State, row.QueuedAt });
            // The list of one state or language. The other of the two stands at the end, so that both are looked up in the index alone.
            status.HasIndex(row => new { row.State, row.ListedAt, row.VideoId, row.Language }).HasFilter("\"Deletion\" IS NULL");
            status.HasIndex(row => new { row.Language, row.ListedAt, row.VideoId, row.State }).HasFilter("\"Deletion\" IS NULL");
            status.HasIndex(row => row.LeaseRenewals).HasFilter("\"LeaseRenewals\" IS NOT NULL");
            // Holds what is owed and nothing else, so that looking for it costs the same with a million rows as with ten.
            status.HasIndex(row => row.Position, "IX_statuses_unannounced").HasFilter("\"AnnouncedRevision\" < \"Revision\"");
        });
        modelBuilder.Entity<SegmentRow>(segment =>
        {
            segment.ToTable("segments");
            segment.HasKey(row => new { row.VideoId, row.Language, row.Index });
            segment.HasOne<VideoRow>().WithMany().HasForeignKey(row => row.VideoId);
        });
        modelBuilder.Entity<ResultRow>(result =>
        {
            result.ToTable("results");
            result.HasKey(row => new { row.VideoId, row.Kind, row.Language });
            result.HasOne<VideoRow>().WithMany().HasForeignKey(row => row.VideoId);
        });
        modelBuilder.Entity<EpochRow>(epoch =>
        {
            epoch.ToTable("epoch");
            epoch.HasKey(row => row.Id);
            epoch.Property(row => row.Id).ValueGeneratedNever();
        });
        modelBuilder.Entity<CanaryRow>(canary =>
        {
            canary.ToTable("canaries");
            canary.HasKey(row => row.Process);
            canary.Property(row => row.Process).HasMaxLength(32);
        });
        modelBuilder.Entity<SearchRow>(search =>
        {
            search.ToTable("search_documents");
            search.HasKey(row => row.Id);
            search.HasIndex(row => new { row.VideoId, row.Kind, row.Language }).IsUnique();
            search.HasOne<VideoRow>().WithMany().HasForeignKey(row => row.VideoId);
        });
        modelBuilder.Entity<SearchBacklogRow>(backlog =>
        {
            backlog.ToTable("search_backlog");
            backlog.HasKey(row => row.VideoId);
        });
        modelBuilder.Entity<WebhookRow>(webhook =>
        {
            webhook.ToTable("webhooks");
            webhook.HasKey(row => row.Id);
        });
        modelBuilder.Entity<WebhookDeliveryRow>(delivery =>
        {
            delivery.ToTable("webhook_deliveries");
            delivery.HasKey(row => row.Id);
            delivery.Ignore(row => row.IsTest);
            delivery.HasOne<WebhookRow>().WithMany().HasForeignKey(row => row.WebhookId);
            delivery.HasIndex(row => new { row.WebhookId, row.CreatedAt, row.Id });
            delivery.HasIndex(row => new { row.WebhookId, row.VideoId, row.Kind, row.Language, row.Revision }).IsUnique();
            // Holds what waits and nothing else, however much has been delivered.
            delivery.HasIndex(row => new { row.WebhookId, row.NextAt }).HasFilter("\"State\" = 'Pending'");
        });
    }

    private sealed class UnixMilliseconds() : ValueConverter<DateTimeOffset, long>(
        moment => moment.ToUnixTimeMilliseconds(),
        milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));

    private sealed class KindName() : ValueConverter<StatusKind, string>(kind => kind.Name, name => StatusKind.Parse(name));
}
