using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Tests.Integration.Webhooks;

/// <summary>A program that wants to be told: an HTTP server on the loopback that notes what it got and answers as the test says.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly HttpListener listener = new();
    private readonly ConcurrentQueue<Notice> received = new();
    private readonly CancellationTokenSource ending = new();
    private readonly Task serving;

    public Receiver()
    {
        Url = $"http://127.0.0.1:{Tests.Fixtures.FreePort.Take()}/";
        listener.Prefixes.Add(Url);
        listener.Start();
        serving = ServeAsync();
    }

    /// <summary>Where it listens.</summary>
    public string Url { get; }

    /// <summary>What it got so far.</summary>
    public IReadOnlyList<Notice> Received => [.. received];

    /// <summary>How it answers; by status 204 at first.</summary>
    public Func<HttpListenerResponse, CancellationToken, Task> Answer { get; set; } = With(204);

    /// <summary>Answers with that status.</summary>
    public static Func<HttpListenerResponse, CancellationToken, Task> With(int status, string? location = null, string body = "") => async (response, cancellation) =>
    {
        response.StatusCode = status;
        if (location is not null)
            response.RedirectLocation = location;
        await response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body), cancellation);
    };

    /// <summary>Never answers.</summary>
    public static Task HangAsync(HttpListenerResponse response, CancellationToken cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken);

    /// <summary>Says at once that it is well and then sends its body a letter at a time, without end.</summary>
    public static async Task TrickleAsync(HttpListenerResponse response, CancellationToken cancellationToken)
    {
        response.SendChunked = true;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            await response.OutputStream.WriteAsync("."u8.ToArray(), cancellationToken);
            await response.OutputStream.FlushAsync(cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        listener.Stop();
        await serving;
        listener.Close();
        ending.Dispose();
    }

    private async Task ServeAsync()
    {
        var answering = new List<Task>();
        while (!ending.IsCancellationRequested)
        {
            try
            {
                answering.Add(AnswerAsync(await listener.GetContextAsync()));
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                break;
            }
        }

        await Task.WhenAll(answering);
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body, ending.Token);
            var headers = context.Request.Headers;
            received.Enqueue(new Notice(headers["webhook-id"]!, headers["webhook-timestamp"]!, headers["webhook-signature"]!, body.ToArray()));
            await Answer(context.Response, ending.Token);
            context.Response.Close();
        }
        catch (Exception exception) when (exception is OperationCanceledException or HttpListenerException or IOException or ObjectDisposedException)
        {
            context.Response.Abort(); // the sender hung up, or the test is over
        }
    }

    /// <summary>What arrived.</summary>
    internal sealed record Notice(string Id, string Timestamp, string Signature, byte[] Body)
    {
        public JsonElement Json => JsonElement.Parse(Encoding.UTF8.GetString(Body));

        public string? Type => Json.GetProperty("type").GetString();

        public string? Status => Json.GetProperty("status").GetString();

        public long Revision => Json.GetProperty("revision").GetInt64();

        /// <summary>Whether the secret signed it. Computed here in its own words, as a receiver does.</summary>
        public bool IsSignedBy(string secret)
        {
            using var mac = new HMACSHA256(Convert.FromBase64String(secret["whsec_".Length..]));
            var expected = mac.ComputeHash([.. Encoding.ASCII.GetBytes($"{Id}.{Timestamp}."), .. Body]);
            return Signature.Split(' ').Any(one => one.StartsWith("v1,", StringComparison.Ordinal)
                && CryptographicOperations.FixedTimeEquals(Convert.FromBase64String(one[3..]), expected));
        }
    }
}
