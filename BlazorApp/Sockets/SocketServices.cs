using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace BlazorApp.Sockets;

/// <summary>Registers how the server sends.</summary>
public static class SocketServices
{
    // As many as the kernel lets wait unless it is told otherwise (net.core.somaxconn).
    private const int MostWaiting = 4096;

    /// <summary>Has all connections of the server send by a <see cref="SocketOutput"/>.</summary>
    public static IServiceCollection AddSocketOutput(this IServiceCollection services)
    {
        // Whoever writes to a connection sends it as well, instead of waking a thread for each; and a request begins on the thread that received
        // it. Whatever blocks a thread blocks that of the pool and no socket: the runtime takes up what comes to the others on another one.
        services.Configure<SocketTransportOptions>(sockets =>
        {
            sockets.UnsafePreferInlineScheduling = true;
            // Whoever finds no place to wait in comes back after a second, by the rules of TCP.
            sockets.Backlog = MostWaiting;
        });
        // And it sends past the server's own buffers, which each connection has for itself.
        services.Configure<KestrelServerOptions>(server => server.ConfigureEndpointDefaults(endpoint => endpoint.Use(SocketOutput.Use)));
        return services;
    }
}
