using System.Net.Http.Json;

namespace Benchmarks.Faults.Traffic;

/// <summary>Submits videos to either app, at a steady pace; what is refused or lost on the way is submitted again until it is accepted.</summary>
internal sealed class Submitter(IReadOnlyList<string> ids, IReadOnlyList<Uri> apps) : IDisposable
{
    private static readonly TimeSpan AgainAfter = TimeSpan.FromMilliseconds(300);

    private readonly SemaphoreSlim allowed = new(0);
    private readonly HttpClient client = new() { Timeout = TimeSpan.FromSeconds(5) };
    private int accepted;
    private int repeated;

    /// <summary>How many were accepted.</summary>
    public int Accepted => Volatile.Read(ref accepted);

    /// <summary>How often one had to be submitted again.</summary>
    public int Repeated => Volatile.Read(ref repeated);

    /// <summary>Lets so many more be submitted.</summary>
    public void Allow(int more)
    {
        if (more > 0)
            allowed.Release(more);
    }

    /// <summary>Submits all, one each interval, as far as they are allowed.</summary>
    /// <returns>When all of them are accepted.</returns>
    public async Task SubmitAsync(TimeSpan interval, CancellationToken cancellationToken)
    {
        var submissions = new List<Task>(ids.Count);
        using var timer = new PeriodicTimer(interval);
        for (var number = 0; number < ids.Count; number++)
        {
            await allowed.WaitAsync(cancellationToken);
            submissions.Add(SubmitAsync(number, cancellationToken));
            await timer.WaitForNextTickAsync(cancellationToken);
        }

        await Task.WhenAll(submissions);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        client.Dispose();
        allowed.Dispose();
    }

    private async Task SubmitAsync(int number, CancellationToken cancellationToken)
    {
        for (var attempt = 0; !await IsAcceptedAsync(ids[number], apps[(number + attempt) % apps.Count], cancellationToken); attempt++)
        {
            Interlocked.Increment(ref repeated);
            await Task.Delay(AgainAfter, cancellationToken);
        }

        Interlocked.Increment(ref accepted);
    }

    private async Task<bool> IsAcceptedAsync(string id, Uri app, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await client.PostAsJsonAsync(new Uri(app, "/api/videos"), new { source = id }, cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
