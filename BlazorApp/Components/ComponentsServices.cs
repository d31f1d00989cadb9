using BlazorApp.Components.Figures;
using BlazorApp.Components.Layout;
using BlazorApp.Components.Videos;
using BlazorApp.Components.Webhooks;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Options;
using MudBlazor;
using MudBlazor.Services;

namespace BlazorApp.Components;

/// <summary>Registers and maps the pages.</summary>
public static class ComponentsServices
{
    // {
    //   "Circuits": { "Retention": "00:03:00", "MostRetained": 1000 }
    // }

    /// <summary>Adds Razor components with interactive server rendering, and the component library.</summary>
    public static IServiceCollection AddLiveComponents(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(hub =>
        {
            // Server and page notice within seconds that the other one is gone without a word. The transport looks once a second whether
            // a ping is due, so one leaves every two; the page (connection.js) calls itself stale after five seconds without.
            hub.KeepAliveInterval = TimeSpan.FromSeconds(1.5);
            // A page pings every two seconds as well, but one that draws a long transcript on a slow phone may be late for that.
            hub.ClientTimeoutInterval = TimeSpan.FromSeconds(10);
            // A thousand links are pasted in one message; library.js lets no longer one through.
            hub.MaximumReceiveMessageSize = 256 * 1024;
        });
        LeanInterop.Use(services);
        services.AddOptions<CircuitRetention>().BindConfiguration("Circuits").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<CircuitOptions>().Configure<IOptions<CircuitRetention>>((circuits, retention) =>
        {
            circuits.DisconnectedCircuitRetentionPeriod = retention.Value.Retention;
            circuits.DisconnectedCircuitMaxRetained = retention.Value.MostRetained;
        });
        services.AddMudServices(library =>
        {
            // A toast waits where it covers no text that arrives, for as long as two lines take to read.
            library.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomLeft;
            library.SnackbarConfiguration.VisibleStateDuration = 8000;
            library.SnackbarConfiguration.PreventDuplicates = false;
        });
        services.AddLiveCultures();
        services.AddLiveWords();
        return services;
    }

    /// <summary>Adds what turns states into words.</summary>
    public static IServiceCollection AddLiveWords(this IServiceCollection services) => services
        .AddSingleton<StatusWords>().AddSingleton<VideoHeading>().AddSingleton<HealthWords>()
        .AddSingleton<DayWords>().AddSingleton<DeliveryWords>().AddSingleton<FigureWords>().AddSingleton<HopWords>().AddScoped<Reader>();

    /// <summary>Maps the pages and the files they need. An address without a page gets the friendly one; programs get none.</summary>
    public static WebApplication MapLiveComponents(this WebApplication app)
    {
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.Use(ContentSecurity.SendAsync);
        app.Use(KeepFromPrograms);
        app.UseLiveCultures();
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapLiveCultures();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null); // it stands in ContentSecurity
        return app;
    }

    private static Task KeepFromPrograms(HttpContext context, RequestDelegate next)
    {
        if (context.IsFromProgram)
            context.Features.Get<IStatusCodePagesFeature>()!.Enabled = false;
        return next(context);
    }
}
