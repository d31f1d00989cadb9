using BlazorApp.Sockets;

namespace BlazorApp.EventStream;

/// <summary>By what a stream reaches its client: the response of a request, or a connection that was taken from the server.</summary>
internal readonly struct StreamLine
{
    private readonly HttpContext? context;
    private readonly SocketOutput? socket;

    private StreamLine(HttpContext? context, SocketOutput? socket) => (this.context, this.socket) = (context, socket);

    /// <summary>
    /// Serves a client; where its connection can be taken from the server, not before the request that opened it has ended, so that thousands of
    /// clients who wait hold what they need and nothing of a request.
    /// </summary>
    /// <param name="context">The request, of which nothing but the head of the response has been written.</param>
    /// <param name="serve">Serves to the end, <see cref="EventStreamWriter.WriteEnd"/> included; holds nothing of the request.</param>
    public static async Task OpenAsync(HttpContext context, Func<StreamLine, Task> serve)
    {
        if (SocketOutput.Of(context) is not { } socket)
        {
            await serve(new StreamLine(context, socket: null));
            return;
        }

        context.Response.Headers.Connection = "close"; // a proxy does not send another request on it
        await context.Response.StartAsync(context.RequestAborted); // the head leaves with the first frames
        socket.TakeOver(() => serve(new StreamLine(context: null, socket)));
    }

    /// <summary>Ends when the client is gone.</summary>
    public CancellationToken Closed => context?.RequestAborted ?? socket!.Closed;

    /// <summary>What puts frames in.</summary>
    /// <param name="timeout">How long the client may take to make room.</param>
    /// <param name="clock">By which it takes long.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    public EventStreamWriter Writer(TimeSpan timeout, TimeProvider clock, CancellationToken cancellationToken) =>
        new(context?.Response.BodyWriter ?? socket!, socket, timeout, clock, cancellationToken);

    /// <summary>Ends the connection, whatever is on its way.</summary>
    public void Abort()
    {
        if (context is not null)
            context.Abort();
        else
            socket!.Abort();
    }
}
