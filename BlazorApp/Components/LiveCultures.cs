using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.Localization;

namespace BlazorApp.Components;

/// <summary>The languages of the pages: a person's choice, kept in a cookie, before what the browser asks for.</summary>
public static class LiveCultures
{
    /// <summary>The tags and the languages' own names; the first one is for everybody whose language is not among them.</summary>
    public static IReadOnlyDictionary<string, string> Names { get; } = new Dictionary<string, string>
    {
        ["en"] = "English",
        ["tr"] = "Türkçe",
    };

    private static readonly TimeSpan Remembered = TimeSpan.FromDays(365);

    /// <summary>Adds the words of the pages.</summary>
    public static IServiceCollection AddLiveCultures(this IServiceCollection services)
    {
        services.AddSingleton<IStringLocalizer<Words>, WordBook>();
        services.Configure<RequestLocalizationOptions>(options =>
        {
            string[] tags = [.. Names.Keys];
            options.SetDefaultCulture(tags[0]).AddSupportedCultures(tags).AddSupportedUICultures(tags);
            options.RequestCultureProviders = [new CookieRequestCultureProvider(), new AcceptLanguageHeaderRequestCultureProvider()];
        });
        return services;
    }

    /// <summary>Gives each page and its circuit the reader's language. Programs are not asked for theirs: what they get is the same for all.</summary>
    public static WebApplication UseLiveCultures(this WebApplication app)
    {
        app.UseWhen(context => !context.IsFromProgram, pages => pages.UseRequestLocalization());
        return app;
    }

    /// <summary>Maps the address that remembers a person's choice.</summary>
    public static IEndpointRouteBuilder MapLiveCultures(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/language/{tag}", Choose).ExcludeFromDescription();
        return routes;
    }

    private static IResult Choose(string tag, string? back, HttpContext context)
    {
        if (!Names.ContainsKey(tag))
            return Results.NotFound();
        context.Response.Cookies.Append(
            CookieRequestCultureProvider.DefaultCookieName,
            CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(tag)),
            new CookieOptions { MaxAge = Remembered, IsEssential = true, SameSite = SameSiteMode.Lax, HttpOnly = true });
        // Only to somewhere on this site, whatever the address says.
        return Uri.IsWellFormedUriString(back, UriKind.Relative) && back.StartsWith('/') && !back.StartsWith("//", StringComparison.Ordinal)
            ? Results.LocalRedirect(back)
            : Results.LocalRedirect("/");
    }
}
