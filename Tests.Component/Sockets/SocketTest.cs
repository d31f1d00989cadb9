using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using BlazorApp.EventStream;
using BlazorApp.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Tests.Component.Sockets;

/// <summary>A class of tests of what a server sends: a server of its own, and lines of 10,000 bytes to send.</summary>
public abstract class SocketTest : IAsyncDisposable
{
    protected static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private WebApplication? server;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>What the server shows of itself.</summary>
    protected X509Certificate2 Certificate { get; } = LocalCertificate.Create();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (server is not null)
            await server.DisposeAsync();
        Certificate.Dispose();
    }

    /// <summary>Serves on free ports of the loopback, and tells of each scheme where.</summary>
    protected async Task<Func<string, string>> ServeAsync(RequestDelegate handle)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Use(SocketOutput.Use));
            kestrel.Limits.MinResponseDataRate = null; // else the server ends by itself what does not read
            kestrel.ConfigureHttpsDefaults(https => https.ServerCertificate = Certificate);
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.UseHttps());
        });
        server = builder.Build();
        server.Run(handle);
        await server.StartAsync(Cancel);
        return scheme => new Uri(server.Urls.First(url => url.StartsWith($"{scheme}:", StringComparison.Ordinal))).Authority;
    }

    private protected static Task StreamAsync(HttpContext context, Func<EventStreamWriter, Task> write) => StreamLine.OpenAsync(context, async line =>
    {
        var writer = line.Writer(Timeout, TimeProvider.System, line.Closed);
        await write(writer);
        writer.WriteEnd();
        await writer.FlushAsync();
    });

    private protected static async Task SendAsync(EventStreamWriter writer, params int[] numbers) => await writer.BeginSend(Round(numbers));

    private protected static DeliveryRound Round(params int[] numbers)
    {
        var round = new DeliveryRound();
        foreach (var number in numbers)
            round.Add(new SharedFrame(Line(number)));
        return round;
    }

    protected static byte[] Line(int number) => Encoding.ASCII.GetBytes($"{number} {new string('x', 10_000)}"[..9_999] + ".");
}
