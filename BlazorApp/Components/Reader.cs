using BlazorApp.Components.Videos;

namespace BlazorApp.Components;

/// <summary>What the reader's browser has said of him, in cookies that library.js sets: for as long as his circuit, and the same before it is open.</summary>
public sealed class Reader
{
    /// <summary>The layout of the library that he chose last.</summary>
    public LibraryView View { get; set; }

    /// <summary>Where his days begin; where this program runs until his browser has said so.</summary>
    public TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Local;

    /// <summary>Takes over what the cookies say; what is not understood changes nothing.</summary>
    public void Recall(ReaderCookies cookies)
    {
        ArgumentNullException.ThrowIfNull(cookies);
        View = LibraryAddress.ReadView(cookies.View) ?? View;
        if (cookies.Zone is { Length: > 0 and < 64 } name && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone))
            Zone = zone;
    }

    /// <summary>The day of that moment, where he is.</summary>
    public DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, Zone).DateTime);
}
