using BlazorApp.Components.Videos;
using BlazorApp.Diagnostics;
using BlazorApp.EventStream;
using BlazorApp.Status;
using BlazorApp.Webhooks;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Pipeline;
using Pipeline.Jobs;
using Pipeline.Status;
using Pipeline.Storage;
using Pipeline.Storage.Sqlite;
using Xunit;

namespace Tests.Component.Components;

/// <summary>
/// A test with the app's own services over a database of its own. Nothing is started, so Redis is away: what is stored is
/// announced when the test says so.
/// </summary>
public abstract class StoreTest : ComponentTest
{
    private readonly TestDatabase database = new();

    protected StoreTest()
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:Database"] = database.ConnectionString,
            ["Feed:RenderInterval"] = "00:00:00",
        });
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.AddPipeline();
        builder.Services.AddStatusFeed();
        builder.Services.AddNotifications();
        builder.Services.AddEventStream();
        builder.Services.AddWebhooks();
        builder.Services.AddDiagnostics();
        builder.Services.ConfigureDbContext<SqliteDbContext>(options => options.AddInterceptors(Gate));
        foreach (var service in builder.Services)
            Services.Add(service);
    }

    protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero));

    protected DatabaseGate Gate { get; } = new();

    protected StatusFeed Feed => Services.GetRequiredService<StatusFeed>();

    protected VideoStore Store => Services.GetRequiredService<VideoStore>();

    protected LibraryStore Library => Services.GetRequiredService<LibraryStore>();

    protected ResultStore Results => Services.GetRequiredService<ResultStore>();

    protected JobQueue Jobs => Services.GetRequiredService<JobQueue>();

    protected Submissions Submissions => Services.GetRequiredService<Submissions>();

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        database.Dispose();
    }

    protected async Task SubmitAsync(string video = "talk", string language = "en", string? title = null, string? link = null)
    {
        await Submissions.SubmitAsync(new VideoSource(video, link), language, title, Cancel);
        Clock.Advance(TimeSpan.FromSeconds(1)); // so that what is submitted later is newer
    }

    /// <summary>Claims what has waited longest.</summary>
    protected async Task<Job> ClaimAsync()
    {
        var job = await Jobs.ClaimAsync("worker-1", Cancel);
        Assert.NotNull(job);
        return job;
    }

    protected async Task<Job> SubmitAndClaimAsync(string video = "talk")
    {
        await SubmitAsync(video);
        return await ClaimAsync();
    }

    protected async Task ReportAsync(Job job, IReadOnlyList<Segment> segments, double progress = 0.5, string? title = null) => Assert.Equal(
        LeaseState.Held,
        await Jobs.ReportAsync(job, new JobProgress { Progress = progress, Stage = "transcribing", Segments = segments, Title = title }, Cancel));

    protected async Task CompleteAsync(Job job, string text) => Assert.True(await Jobs.CompleteAsync(job, text, Cancel));

    /// <summary>What would be announced of the status as it is stored.</summary>
    protected async Task<StatusChange> ReadAsync(StatusKey key, params IReadOnlyList<Segment> newest)
    {
        var change = (await Store.GetStatusesAsync([key.VideoId], Cancel)).Statuses.Single(status => status.Key == key);
        return change with { Message = change.Message with { Newest = newest.Count > 0 ? newest : null } };
    }

    /// <summary>Announces the status as it is stored.</summary>
    protected async Task AnnounceAsync(StatusKey key, params IReadOnlyList<Segment> newest) => Assert.True(Feed.Publish(await ReadAsync(key, newest)));

    /// <summary>A video as its page shows it, read.</summary>
    protected async Task<ShownVideo> ShowAsync(string video = "talk", string? language = null)
    {
        var shown = new ShownVideo(Store, new VideoReads(Store), Results, video, language, Clock);
        await shown.ReadAsync(Cancel);
        return shown;
    }

    protected static SqliteException Away() => new("unable to open database file", 14);
}
