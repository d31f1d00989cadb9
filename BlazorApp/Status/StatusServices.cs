namespace BlazorApp.Status;

/// <summary>Registers the live path of an app process: listener, feed and notification service.</summary>
public static class StatusServices
{
    // {
    //   "Listener": { "ProbeInterval": "00:00:01", "DeafAfter": "00:00:04", "BacklogCapacity": 20000, "StoreQueueCapacity": 10000 },
    //   "Feed": { "MailboxCapacity": 1024, "RememberedStatuses": 200000, "RenderInterval": "00:00:00.120" }
    // }

    /// <summary>Adds the one feed of the process and what fills it.</summary>
    public static IServiceCollection AddStatusFeed(this IServiceCollection services)
    {
        services.AddOptions<ListenerOptions>().BindConfiguration("Listener").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<FeedOptions>().BindConfiguration("Feed").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<FeedCounters>();
        services.AddSingleton<ListenerCounters>();
        services.AddSingleton<RecentEvents>();
        services.AddSingleton<StatusFeed>();
        services.AddSingleton<StatusIntake>();
        services.AddHosted<ShortFormStore>();
        services.AddHosted<StatusListener>();
        services.AddHosted<ListenerProbe>();
        services.AddHosted<LiveHealth>();
        return services;
    }

    /// <summary>Adds what brings the feed to the components of a circuit.</summary>
    public static IServiceCollection AddNotifications(this IServiceCollection services) => services
        .AddScoped<NotificationService>().AddScoped<FollowedVideos>().AddSingleton<WaitingJobs>().AddSingleton<VideoReads>();

    private static void AddHosted<T>(this IServiceCollection services)
        where T : class, IHostedService
    {
        services.AddSingleton<T>();
        services.AddHostedService(provider => provider.GetRequiredService<T>());
    }
}
