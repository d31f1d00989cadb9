using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pipeline.Announcements;
using Pipeline.Hosting;
using Pipeline.Jobs;
using Pipeline.Redis;
using Pipeline.Storage;
using StackExchange.Redis.Configuration;

namespace Pipeline;

/// <summary>Registers what every Live process has: Redis, the store, the announcing and the jobs.</summary>
public static class PipelineServices
{
    // {
    //   "ConnectionStrings": { "Redis": "localhost:6379", "Database": "Data Source=live.db" },
    //   "Storage": { "StartPatience": "00:00:30" },
    //   "Redis": { "PulseInterval": "00:00:01", "SilentAfter": "00:00:03" },
    //   "Announcements": { "InlineLimitBytes": 16384, "MaxMessageBytes": 262144, "SweepInterval": "00:00:01", "SweepAfter": "00:00:02" },
    //   "Jobs": { "Lease": "00:00:10", "MaxAttempts": 3, "ExpiryInterval": "00:00:01", "PublisherSilence": "00:10:00",
    //             "KeepDeleted": "01:00:00", "PurgeInterval": "00:01:00", "PresenceInterval": "00:00:02", "PresenceLifetime": "00:00:06" }
    // }

    /// <summary>Adds the pipeline. <c>REDIS_URL</c> is honoured; see <see cref="RedisUrlConfiguration"/>.</summary>
    /// <exception cref="FormatException">An address is not understood.</exception>
    public static IHostApplicationBuilder AddPipeline(this IHostApplicationBuilder builder)
    {
        builder.Configuration.AddRedisUrl();
        builder.Services.AddParentLifetime();
        // Ctrl-C ends a process within seconds, whatever still runs; a job in hand is taken over when its lease ends.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddOptions<AnnouncementOptions>().BindConfiguration("Announcements").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddOptions<JobOptions>().BindConfiguration("Jobs").ValidateDataAnnotations().ValidateOnStart();
        return builder.AddStorage().AddRedis().AddAnnouncements().AddJobs();
    }

    private static IHostApplicationBuilder AddRedis(this IHostApplicationBuilder builder)
    {
        var address = RedisAddress.Parse(builder.Configuration.GetConnectionString("Redis") ?? RedisAddress.Default);
        builder.Services.AddSingleton(services =>
        {
            address.Tunnel ??= services.GetService<Tunnel>();
            return new RedisConnection(address, services.GetRequiredService<ILogger<RedisConnection>>());
        });
        builder.Services.AddHostedService(services => services.GetRequiredService<RedisConnection>());
        builder.Services.AddOptions<RedisOptions>().BindConfiguration("Redis").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddHostedService<RedisPulse>();
        return builder;
    }

    private static IHostApplicationBuilder AddAnnouncements(this IHostApplicationBuilder builder)
    {
        builder.Services.AddMetrics();
        builder.Services.AddSingleton<AnnouncementCounters>();
        builder.Services.AddSingleton<Announcer>();
        builder.Services.AddHostedService<AnnouncementSweep>();
        return builder;
    }

    private static IHostApplicationBuilder AddJobs(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<JobCounters>();
        builder.Services.AddSingleton<JobBell>();
        builder.Services.AddSingleton<JobQueue>();
        builder.Services.AddSingleton<Submissions>();
        builder.Services.AddSingleton<Deletions>();
        builder.Services.AddSingleton<PublishedResults>();
        builder.Services.AddSingleton<WorkerPresence>();
        builder.Services.AddHostedService<ExpiredLeases>();
        builder.Services.AddHostedService<DeletedVideos>();
        return builder;
    }
}
