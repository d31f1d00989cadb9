using Microsoft.Extensions.Options;
using Pipeline.Webhooks;
using Pipeline.Webhooks.Sending;

namespace BlazorApp.Webhooks;

/// <summary>Registers the notices by webhook.</summary>
public static class WebhookServices
{
    // {
    //   "Webhooks": { "AllowedNetworks": [], "Timeout": "00:00:10", "Concurrency": 32, "ConcurrencyPerHost": 4,
    //                 "Interval": "00:00:01", "Keep": "7.00:00:00" }
    // }

    /// <summary>Adds what writes down, sends and lists notices.</summary>
    public static IServiceCollection AddWebhooks(this IServiceCollection services)
    {
        services.AddOptions<WebhookOptions>().BindConfiguration("Webhooks").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(given => new AddressRules(given.GetRequiredService<IOptions<WebhookOptions>>().Value.Networks));
        services.AddSingleton<WebhookStore>();
        services.AddSingleton<WebhookIntake>();
        services.AddSingleton<DeliveryQueue>();
        services.AddSingleton<WebhookClient>();
        services.AddSingleton<WebhookCounters>();
        services.AddSingleton<WebhookSender>();
        services.AddSingleton<WebhookBell>();
        services.AddHostedService<WebhookDispatcher>();
        return services;
    }
}
