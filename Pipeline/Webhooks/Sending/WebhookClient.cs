using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Options;

namespace Pipeline.Webhooks.Sending;

/// <summary>Posts a delivery, once, and says what came back. No proxy, no cookies, and no redirect is followed.</summary>
public sealed class WebhookClient : IDisposable
{
    /// <summary>How many characters of an answer's body are kept.</summary>
    public const int KeptCharacters = 500;

    // Enough for those in any encoding of them; what follows is not read.
    private const int ReadBytes = 4 * 1024;

    private readonly HttpClient client;
    private readonly TimeSpan timeout;
    private readonly TimeProvider clock;

    /// <param name="options">Where to and how long.</param>
    /// <param name="clock">Stamps and times the attempts.</param>
    public WebhookClient(IOptions<WebhookOptions> options, TimeProvider clock)
        : this(options, clock, Dns.GetHostAddressesAsync)
    {
    }

    /// <param name="resolve">The addresses of a host's name.</param>
    /// <inheritdoc cref="WebhookClient(IOptions{WebhookOptions}, TimeProvider)"/>
    public WebhookClient(IOptions<WebhookOptions> options, TimeProvider clock, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
    {
        ArgumentNullException.ThrowIfNull(options);
        (timeout, this.clock) = (options.Value.Timeout, clock);
        var connection = new GuardedConnection(new AddressRules(options.Value.Networks), resolve);
        client = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = (context, cancellationToken) => connection.ConnectAsync(context.DnsEndPoint, cancellationToken),
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            ActivityHeadersPropagator = null,
            MaxConnectionsPerServer = options.Value.ConcurrencyPerHost,
            MaxResponseHeadersLength = 16, // KiB
            MaxResponseDrainSize = 0,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1), // after which the name is looked at again
        })
        {
            Timeout = Timeout.InfiniteTimeSpan, // it would end with the headers
        };
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    /// <summary>Posts it.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<DeliveryAnswer> PostAsync(ClaimedDelivery delivery, CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        ending.CancelAfter(timeout);
        DeliveryAnswer answer;
        try
        {
            answer = await PostWithinAsync(delivery, ending.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            answer = new DeliveryAnswer { Problem = DeliveryProblem.TimedOut };
        }
        catch (HttpRequestException exception)
        {
            answer = OfFailure(exception);
        }
        catch (IOException)
        {
            answer = new DeliveryAnswer { Problem = DeliveryProblem.Unreachable }; // in the middle of the answer
        }

        return answer with { Duration = clock.GetElapsedTime(began) };
    }

    private async Task<DeliveryAnswer> PostWithinAsync(ClaimedDelivery delivery, CancellationToken cancellationToken)
    {
        var body = Encoding.UTF8.GetBytes(delivery.Row.Body);
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, delivery.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.UserAgent.ParseAdd("Live-Webhooks/1");
        request.Headers.Add("webhook-id", delivery.Row.Id);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", WebhookSignature.Sign(delivery.Secret, delivery.Row.Id, timestamp, body));
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);

        var status = (int)response.StatusCode;
        var answer = new DeliveryAnswer { Status = status, RetryAfter = RetryAfterOf(response) };
        if (status is >= 300 and < 400)
            return answer with { Problem = DeliveryProblem.Redirected, Detail = WhereTo(delivery.Url, response) };
        return answer with { Body = await ReadAsync(response, cancellationToken) };
    }

    private TimeSpan? RetryAfterOf(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } pause } => pause,
        { Date: { } moment } => moment - clock.GetUtcNow(),
        _ => null,
    };

    private static string? WhereTo(Uri from, HttpResponseMessage response) =>
        response.Headers.Location is { } location && Uri.TryCreate(from, location, out var target) ? target.AbsoluteUri : null;

    private static async Task<string?> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[ReadBytes];
        var read = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        // PostgreSQL takes no NUL, and a page no other control characters.
        var text = string.Concat(Encoding.UTF8.GetString(buffer, 0, read).Where(letter => letter is '\n' or '\t' || !char.IsControl(letter)));
        return text.Length == 0 ? null : text;
    }

    private static DeliveryAnswer OfFailure(HttpRequestException exception) => exception switch
    {
        { InnerException: AddressRefusedException refused } => new() { Problem = DeliveryProblem.AddressRefused, Detail = $"{refused.Address}" },
        { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } } => new() { Problem = DeliveryProblem.NameUnknown },
        { HttpRequestError: HttpRequestError.NameResolutionError } => new() { Problem = DeliveryProblem.NameUnknown },
        { HttpRequestError: HttpRequestError.SecureConnectionError } => new() { Problem = DeliveryProblem.Insecure },
        { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded or HttpRequestError.HttpProtocolError } => new() { Problem = DeliveryProblem.NoHttp },
        _ => new() { Problem = DeliveryProblem.Unreachable },
    };
}
