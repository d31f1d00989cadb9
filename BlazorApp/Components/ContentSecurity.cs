namespace BlazorApp.Components;

/// <summary>What a page may load and from where (Content Security Policy Level 3): its own files, and nothing else unless somebody asks for the player.</summary>
internal static class ContentSecurity
{
    private static readonly string Policy = string.Join("; ",
        "default-src 'none'",
        "script-src 'self'",
        // MudBlazor writes its theme into a <style> element and some sizes into style attributes, and neither can carry a nonce.
        "style-src 'self' 'unsafe-inline'",
        // MudBlazor's style sheet holds some of its icons as data.
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        // The player, and only after a person asked for it.
        "frame-src https://www.youtube-nocookie.com",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'");

    /// <summary>Sends the policy with every page and file.</summary>
    public static Task SendAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        // The player does not play for a page that will not say where it stands; nobody needs to know which video it was.
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        return next(context);
    }
}
