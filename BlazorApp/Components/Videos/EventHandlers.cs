using Microsoft.AspNetCore.Components;

namespace BlazorApp.Components.Videos;

/// <summary>The events of Live's own elements. The compiler of Razor finds them by this class's name.</summary>
[EventHandler("onlineswanted", typeof(LinesWantedEventArgs), enableStopPropagation: false, enablePreventDefault: false)]
public static class EventHandlers;
