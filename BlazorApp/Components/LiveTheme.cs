using MudBlazor;

namespace BlazorApp.Components;

/// <summary>
/// The shape and type of the component library's parts. Their colours are not here: <c>wwwroot/app.css</c> maps the library's
/// palette to Live's tokens, because only the browser knows before the first paint whether the page is light or dark.
/// </summary>
public static class LiveTheme
{
    private static readonly string[] Sans = ["ui-sans-serif", "system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "sans-serif"];

    /// <summary>The theme.</summary>
    public static MudTheme Theme { get; } = new()
    {
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "10px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Sans, FontSize = "1rem", LineHeight = "1.5", LetterSpacing = "normal" },
            Button = new ButtonTypography { FontFamily = Sans, FontSize = "0.9375rem", FontWeight = "600", LetterSpacing = "normal", TextTransform = "none" },
        },
    };
}
