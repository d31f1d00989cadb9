namespace BlazorApp.Components;

/// <summary>The cookies of <see cref="Reader"/>, on their way from the request into the circuit.</summary>
/// <param name="View">The layout of the library.</param>
/// <param name="Zone">The time zone (IANA).</param>
public sealed record ReaderCookies(string? View, string? Zone)
{
    /// <summary>Those of a request.</summary>
    public static ReaderCookies Of(HttpContext? context) => new(context?.Request.Cookies["live-view"], context?.Request.Cookies["live-zone"]);
}
