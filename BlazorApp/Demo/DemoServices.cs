using Pipeline.Demo;
using StackExchange.Redis.Configuration;

namespace BlazorApp.Demo;

/// <summary>Registers what the demo wall needs, where there is one.</summary>
public static class DemoServices
{
    // {
    //   "Demo": { "Control": null, "Token": null, "Away": "00:00:10" }
    // }

    /// <summary>Adds demos in development, and nothing elsewhere: nobody else's app can be broken by a button.</summary>
    public static IHostApplicationBuilder AddDemo(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (!builder.Environment.IsDevelopment())
            return builder;

        builder.Services.AddOptions<DemoOptions>().BindConfiguration("Demo").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<DemoWishes>();
        builder.Services.AddSingleton<DemoRuns>();
        builder.Services.AddHostedService(services => services.GetRequiredService<DemoRuns>());
        builder.Services.AddSingleton<RedisCut>();
        builder.Services.AddSingleton<Tunnel>(services => services.GetRequiredService<RedisCut>());
        builder.Services.AddSingleton<ProcessControl>();
        return builder;
    }
}
