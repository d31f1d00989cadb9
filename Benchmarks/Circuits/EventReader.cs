using System.Diagnostics;
using Tests.Fixtures;

namespace Benchmarks.Circuits;

/// <summary>A reader of the event stream that notes when a line brings something.</summary>
internal sealed class EventReader : IAsyncDisposable
{
    private readonly CancellationTokenSource ending = new();
    private readonly HttpResponseMessage response;
    private readonly Task reading;
    private (string Text, TaskCompletionSource<long> Seen)? expected;
    private readonly Lock gate = new();

    private EventReader(HttpResponseMessage response, StreamReader lines)
    {
        this.response = response;
        reading = ReadAsync(lines, ending.Token);
    }

    /// <summary>Opens the general stream.</summary>
    public static async Task<EventReader> OpenAsync(HttpClient client, CancellationToken cancellationToken)
    {
        var response = await client.GetAsync("/api/sse", HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        return new EventReader(response, new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken)));
    }

    /// <summary>Waits until a line brings that text.</summary>
    /// <returns>The moment, as <see cref="Stopwatch.GetTimestamp"/> has it.</returns>
    public Task<long> ReadsAsync(string text)
    {
        var seen = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
            expected = (text, seen);
        return seen.Task.WaitAsync(Wait.Patience);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        response.Dispose();
        ending.Dispose();
    }

    private async Task ReadAsync(StreamReader lines, CancellationToken cancellationToken)
    {
        using (lines)
        {
            while (await lines.ReadLineAsync(cancellationToken) is { } line)
            {
                lock (gate)
                {
                    if (expected is { } wanted && line.Contains(wanted.Text, StringComparison.Ordinal))
                        wanted.Seen.TrySetResult(Stopwatch.GetTimestamp());
                }
            }
        }
    }
}
