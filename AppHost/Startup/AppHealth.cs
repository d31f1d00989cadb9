using System.Net;
using System.Net.Security;

namespace AppHost.Startup;

/// <summary>Asks the app how it is.</summary>
internal sealed class AppHealth(Uri address) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler
    {
        UseProxy = false, // a proxy of the environment knows nothing of this machine's localhost

        // It is our own process on this machine; whether the browser trusts its development certificate is another question.
        SslOptions = { RemoteCertificateValidationCallback = (_, _, _, errors) => errors == SslPolicyErrors.None || address.IsLoopback },
    })
    {
        BaseAddress = address,
        Timeout = TimeSpan.FromSeconds(5),
    };

    /// <summary>Whether the app answers at all.</summary>
    public async Task<bool> IsLiveAsync(CancellationToken cancellationToken) =>
        await GetAsync("health/live", cancellationToken) is not null;

    /// <summary>Whether the app, Redis and the database work together.</summary>
    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken) =>
        await GetAsync("health/ready", cancellationToken) is HttpStatusCode.OK;

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private async Task<HttpStatusCode?> GetAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
