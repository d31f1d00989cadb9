using BlazorApp;
using BlazorApp.Api;
using BlazorApp.Components;
using BlazorApp.Demo;
using BlazorApp.Diagnostics;
using BlazorApp.EventStream;
using BlazorApp.Export;
using BlazorApp.Sockets;
using BlazorApp.Status;
using BlazorApp.Webhooks;
using Pipeline;
using Pipeline.Hosting;

return await HostStart.RunAsync(() =>
{
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions
    {
        Args = args,
        // The linked settings file lies beside the program, wherever it is started from.
        ContentRootPath = AppContext.BaseDirectory,
    });

    // Styles and scripts are found in a build as in a published folder, whatever the environment is called.
    builder.WebHost.UseStaticWebAssets();
    builder.Configuration.AddDefaultAddress();
    builder.AddPipeline();
    builder.AddAppObservability();
    builder.Services.AddStatusFeed();
    builder.Services.AddNotifications();
    builder.Services.AddSocketOutput();
    builder.Services.AddEventStream();
    builder.Services.AddVideoApi();
    builder.Services.AddExports();
    builder.Services.AddWebhooks();
    builder.Services.AddDiagnostics();
    builder.AddDemo();
    builder.Services.AddLiveComponents();

    var app = builder.Build();

    app.UseHeadRequests();
    app.UseRouting();
    app.UseApiProblems();

    app.MapEventStream();
    app.MapVideoApi();
    app.MapExports();
    app.MapSearchApi();
    app.MapWebhookApi();
    app.MapDiagnosticsApi();
    app.MapHealth();
    app.MapMetrics();
    app.MapLiveComponents();

    return app;
});
