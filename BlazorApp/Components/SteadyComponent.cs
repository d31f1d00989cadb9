using Microsoft.AspNetCore.Components;

namespace BlazorApp.Components;

/// <summary>
/// A component that is drawn again only when what it shows has changed. Blazor leaves out by itself what is given the same words and numbers; whatever
/// is given an object it draws each time that the page around it is drawn, which may be ten times a second.
/// </summary>
public abstract class SteadyComponent : ComponentBase
{
    private object? drawn;

    /// <summary>
    /// All that the drawing is made from: parameters, what has been read from them, and state of the component's own. Compared by value; of an object
    /// that changes, what is shown of it.
    /// </summary>
    protected abstract object Shown { get; }

    /// <inheritdoc/>
    protected override void OnParametersSet() => drawn ??= Shown;

    /// <inheritdoc/>
    protected override bool ShouldRender()
    {
        var now = Shown;
        if (now.Equals(drawn))
            return false;
        drawn = now;
        return true;
    }
}
