using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Pipeline.Status;

namespace Pipeline.Storage;

/// <summary>The truth: videos, their statuses (which are also the jobs), segments and results.</summary>
public sealed class LiveDbContext(DbContextOptions<LiveDbContext> options) : DbContext(options)
{
    /// <summary>The videos.</summary>
    public DbSet<VideoRow> Videos => Set<VideoRow>();

    /// <summary>The statuses, one per video, kind and language.</summary>
    public DbSet<StatusRow> Statuses => Set<StatusRow>();

    /// <summary>The pieces of the transcripts.</summary>
    public DbSet<SegmentRow> Segments => Set<SegmentRow>();

    /// <summary>The texts that completed operations produced.</summary>
    public DbSet<ResultRow> Results => Set<ResultRow>();

    /// <summary>The counter behind <see cref="StatusRow.Revision"/>.</summary>
    public DbSet<RevisionRow> Revisions => Set<RevisionRow>();

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // Milliseconds compare and sort alike in every database; SQLite has no type for a moment.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();
        configurationBuilder.Properties<StatusKind>().HaveConversion<KindName>().HaveMaxLength(32);
        configurationBuilder.Properties<StatusState>().HaveConversion<string>().HaveMaxLength(16);
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<VideoRow>(video =>
        {
            video.ToTable("videos");
            video.HasKey(row => row.Id);
            video.HasIndex(row => new { row.CreatedAt, row.Id });
            video.HasMany(row => row.Statuses).WithOne().HasForeignKey(row => row.VideoId);
        });
        modelBuilder.Entity<StatusRow>(status =>
        {
            status.ToTable("statuses");
            status.HasKey(row => new { row.VideoId, row.Kind, row.Language });
            status.Ignore(row => row.Key);
            status.Ignore(row => row.Error);
            status.Property(row => row.Revision).IsConcurrencyToken();
            status.HasIndex(row => row.Revision).IsUnique();
            status.HasIndex(row => new { row.State, row.QueuedAt });
            status.HasIndex(row => row.LeaseUntil).HasFilter("\"LeaseUntil\" IS NOT NULL");
            status.HasIndex(row => row.UpdatedAt, "IX_statuses_unannounced").HasFilter("\"AnnouncedRevision\" < \"Revision\"");
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
        modelBuilder.Entity<RevisionRow>(revision =>
        {
            revision.ToTable("revisions");
            revision.HasKey(row => row.Id);
            revision.HasData(new RevisionRow { Id = 1, Value = 0 });
        });
    }

    private sealed class UnixMilliseconds() : ValueConverter<DateTimeOffset, long>(
        moment => moment.ToUnixTimeMilliseconds(),
        milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));

    private sealed class KindName() : ValueConverter<StatusKind, string>(kind => kind.Name, name => StatusKind.Parse(name));
}
