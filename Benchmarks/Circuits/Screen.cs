using System.Diagnostics;
using Tests.Fixtures;

namespace Benchmarks.Circuits;

/// <summary>An open page that notes when it is first shown something.</summary>
internal sealed class Screen : IAsyncDisposable
{
    private readonly CircuitClient circuit;
    private Expected? expected;

    private Screen(CircuitClient circuit)
    {
        this.circuit = circuit;
        circuit.Rendered = Look;
    }

    /// <summary>How many times the app rendered it.</summary>
    public long Renders => circuit.Batches;

    /// <summary>How many bytes of rendering it was sent.</summary>
    public long Bytes => circuit.Bytes;

    /// <summary>Opens a page.</summary>
    public static async Task<Screen> OpenAsync(HttpClient client, string path, CancellationToken cancellationToken) =>
        new(await CircuitClient.OpenAsync(client, path, cancellationToken));

    /// <summary>Opens many, a few at a time: what is measured is having them open, not a storm.</summary>
    public static async Task<List<Screen>> OpenAsync(HttpClient client, IEnumerable<string> paths, CancellationToken cancellationToken)
    {
        var open = new List<Screen>();
        foreach (var some in paths.Chunk(4))
            open.AddRange(await Task.WhenAll(some.Select(path => OpenAsync(client, path, cancellationToken))));
        return open;
    }

    /// <summary>Waits until a render brings that text.</summary>
    /// <returns>The moment, as <see cref="Stopwatch.GetTimestamp"/> has it.</returns>
    public Task<long> ShowsAsync(ReadOnlyMemory<byte> text)
    {
        var next = new Expected(text);
        Volatile.Write(ref expected, next);
        return next.Seen.Task.WaitAsync(Wait.Patience);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => circuit.DisposeAsync();

    private void Look(ReadOnlyMemory<byte> batch)
    {
        if (Volatile.Read(ref expected) is { } wanted && batch.Span.IndexOf(wanted.Text.Span) >= 0)
        {
            wanted.Seen.TrySetResult(Stopwatch.GetTimestamp());
            Interlocked.CompareExchange(ref expected, null, wanted);
        }
    }

    private sealed record Expected(ReadOnlyMemory<byte> Text)
    {
        public TaskCompletionSource<long> Seen { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
