using System.Diagnostics;
using Pipeline.Observability;
using Pipeline.Status;

namespace BlazorApp.Status;

/// <summary>
/// The spans of changes that a component applies and draws together: one for each final state, in the trace of its own click.
/// They end when it has handed what it drew to its circuit.
/// </summary>
internal sealed class RenderSpans : IDisposable
{
    private readonly Stack<Activity> spans = new();

    private RenderSpans(IEnumerable<StatusChange> changes)
    {
        foreach (var change in changes.Where(change => change.Message.Status.IsFinal))
        {
            if (LiveTraces.Render(change) is { } span)
                spans.Push(span);
        }
    }

    /// <summary>Begins them; null while nobody listens.</summary>
    public static RenderSpans? Of(IEnumerable<StatusChange> changes) => LiveTraces.App.HasListeners() ? new RenderSpans(changes) : null;

    /// <inheritdoc/>
    // The last one begun is the current one, so they end in the opposite order.
    public void Dispose()
    {
        while (spans.TryPop(out var span))
            span.Dispose();
    }
}
