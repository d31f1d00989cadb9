using Microsoft.AspNetCore.Connections.Features;

namespace BlazorApp.Sockets;

/// <summary>What the server does on a connection from time to time, until the connection is taken from it: the handler holds all that it served a request with.</summary>
internal sealed class ServerHeartbeat(IConnectionHeartbeatFeature connection) : IConnectionHeartbeatFeature
{
    private volatile Handler? handler;
    private bool isAsked;

    /// <inheritdoc/>
    public void OnHeartbeat(Action<object> action, object state)
    {
        handler = new Handler(action, state, handler);
        if (isAsked)
            return;
        isAsked = true;
        connection.OnHeartbeat(static heartbeat => ((ServerHeartbeat)heartbeat).Beat(), this);
    }

    /// <summary>Lets go of what was to be done.</summary>
    public void Clear() => handler = null;

    private void Beat()
    {
        for (var next = handler; next is not null; next = next.Next)
            next.Action(next.State);
    }

    private sealed record Handler(Action<object> Action, object State, Handler? Next);
}
