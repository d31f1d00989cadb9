using System.Net.Http.Headers;
using Microsoft.Extensions.Options;
using Pipeline.Demo;

namespace BlazorApp.Demo;

/// <summary>Asks AppHost to break and mend the processes that it started.</summary>
public sealed partial class ProcessControl : IDisposable
{
    private readonly HttpClient? http;
    private readonly ILogger<ProcessControl> logger;

    /// <summary>Reaches AppHost where it said that it can be reached.</summary>
    public ProcessControl(IOptions<DemoOptions> options, ILogger<ProcessControl> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.logger = logger;
        if (options.Value.Control is not { } address)
            return;
        // A pause may take two seconds, where the database is busy. A proxy of the environment knows nothing of this machine's loopback.
        http = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(4) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", options.Value.Token);
    }

    /// <summary>Whether AppHost started this app, so that there is something to break.</summary>
    public bool IsThere => http is not null;

    /// <summary>Every process of the run; null while nobody knows.</summary>
    public async Task<IReadOnlyList<ControlledProcess>?> ListAsync(CancellationToken cancellationToken)
    {
        if (http is null)
            return null;
        try
        {
            return await http.GetFromJsonAsync(ControlContract.Processes, ControlContract.Default.IReadOnlyListControlledProcess, cancellationToken);
        }
        catch (Exception exception) when (IsFailure(exception, cancellationToken))
        {
            LogUnreached(exception.Message);
            return null;
        }
    }

    /// <summary>Does something to a process.</summary>
    /// <returns>Whether it was done.</returns>
    public async Task<bool> ActAsync(string process, ProcessAction action, CancellationToken cancellationToken)
    {
        if (http is null)
            return false;
        try
        {
            using var answer = await http.PostAsync($"{ControlContract.Processes}/{process}/{action}", content: null, cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception exception) when (IsFailure(exception, cancellationToken))
        {
            LogUnreached(exception.Message);
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => http?.Dispose();

    private static bool IsFailure(Exception exception, CancellationToken cancellationToken) =>
        exception is HttpRequestException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    [LoggerMessage(LogLevel.Warning, "AppHost could not be asked about its processes: {Reason}")]
    private partial void LogUnreached(string reason);
}
