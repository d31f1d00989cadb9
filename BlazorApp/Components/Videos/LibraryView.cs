namespace BlazorApp.Components.Videos;

/// <summary>How the library is laid out.</summary>
public enum LibraryView
{
    /// <summary>A card each, with its poster.</summary>
    Cards,

    /// <summary>A line each.</summary>
    Table,
}
