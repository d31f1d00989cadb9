namespace BlazorApp.Diagnostics;

/// <summary>A hop of the live path, in the order in which a change passes them.</summary>
public enum HopPlace
{
    /// <summary>Who does the work.</summary>
    Workers,

    /// <summary>Where it is saved.</summary>
    Database,

    /// <summary>What carries the news.</summary>
    Redis,

    /// <summary>Who hears them in this process.</summary>
    Listener,

    /// <summary>Who passes them on.</summary>
    Feed,

    /// <summary>Browsers and event streams.</summary>
    Viewers,
}
