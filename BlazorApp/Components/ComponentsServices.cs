using Microsoft.AspNetCore.Diagnostics;
using MudBlazor.Services;

namespace BlazorApp.Components;

/// <summary>Registers and maps the pages.</summary>
public static class ComponentsServices
{
    /// <summary>Adds Razor components with interactive server rendering, and the component library.</summary>
    public static IServiceCollection AddLiveComponents(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddMudServices();
        return services;
    }

    /// <summary>Maps the pages and the files they need. An address without a page gets the friendly one; programs get none.</summary>
    public static WebApplication MapLiveComponents(this WebApplication app)
    {
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.Use(KeepFromPrograms);
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
        return app;
    }

    private static Task KeepFromPrograms(HttpContext context, RequestDelegate next)
    {
        var path = context.Request.Path;
        if (path.StartsWithSegments("/api") || path.StartsWithSegments("/health") || path.StartsWithSegments("/openapi"))
            context.Features.Get<IStatusCodePagesFeature>()!.Enabled = false;
        return next(context);
    }
}
