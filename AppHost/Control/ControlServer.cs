using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AppHost.Processes;
using AppHost.Startup;
using Pipeline.Demo;

namespace AppHost.Control;

/// <summary>
/// Lets the demo wall break and mend the processes of this run: on this machine's loopback only, and for nobody without the token,
/// which the app alone is told. <see cref="HttpListener"/> serves it, because a web server would be most of this program.
/// </summary>
internal sealed class ControlServer : IAsyncDisposable
{
    private readonly HttpListener listener = new();
    private readonly ChildProcesses children;
    private readonly Task serving;

    private ControlServer(ChildProcesses children)
    {
        this.children = children;
        Address = new($"http://127.0.0.1:{Ports.Free()}/");
        listener.Prefixes.Add(Address.AbsoluteUri);
        listener.Start();
        serving = ServeAsync();
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>What every request has to carry; another one in each run.</summary>
    public string Token { get; } = RandomNumberGenerator.GetHexString(64);

    /// <summary>Begins to listen.</summary>
    /// <returns>The server; null where the system doesn't let it listen, which is then said and harms nothing but the wall.</returns>
    public static ControlServer? TryStart(ChildProcesses children, ProcessConsole console)
    {
        try
        {
            return new(children);
        }
        catch (HttpListenerException refusal)
        {
            console.Say($"The demo wall can't break processes here, because its control endpoint can't be opened ({refusal.Message}).");
            return null;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        listener.Close();
        await serving;
    }

    // One request at a time: none takes longer than a signal, and the turn to write to the database that a pause waits for.
    private async Task ServeAsync()
    {
        while (listener.IsListening)
        {
            try
            {
                Answer(await listener.GetContextAsync());
            }
            catch (Exception gone) when (gone is HttpListenerException or ObjectDisposedException or IOException)
            {
                // Who asked has left, or the server is closed; the loop's condition tells which.
            }
        }
    }

    private void Answer(HttpListenerContext context)
    {
        using var response = context.Response;
        var (status, body) = Respond(context.Request);
        response.StatusCode = (int)status;
        if (body is null)
            return;
        response.ContentType = "application/json";
        response.OutputStream.Write(body);
    }

    private (HttpStatusCode Status, byte[]? Body) Respond(HttpListenerRequest request)
    {
        if (!Carries(request, Token))
            return (HttpStatusCode.Unauthorized, null);
        return (request.HttpMethod, request.Url!.AbsolutePath.Trim('/').Split('/')) switch
        {
            ("GET", [ControlContract.Processes]) =>
                (HttpStatusCode.OK, JsonSerializer.SerializeToUtf8Bytes(children.List(), ControlContract.Default.IReadOnlyListControlledProcess)),
            ("POST", [ControlContract.Processes, var name, var text]) when Enum.TryParse<ProcessAction>(text, ignoreCase: true, out var action) =>
                (children.TryAct(name, action) ? HttpStatusCode.NoContent : HttpStatusCode.Conflict, null),
            _ => (HttpStatusCode.NotFound, null),
        };
    }

    private static bool Carries(HttpListenerRequest request, string token) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(request.Headers["Authorization"] ?? ""), Encoding.UTF8.GetBytes($"Bearer {token}"));
}
