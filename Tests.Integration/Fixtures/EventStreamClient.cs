using System.Diagnostics;
using System.Text.Json;

namespace Tests.Fixtures;

/// <summary>Reads an event stream as any program would, line by line.</summary>
public sealed class EventStreamClient : IDisposable
{
    private readonly HttpResponseMessage response;
    private readonly StreamReader lines;

    private EventStreamClient(HttpResponseMessage response, StreamReader lines) => (this.response, this.lines) = (response, lines);

    /// <summary>The response's headers.</summary>
    public HttpResponseMessage Response => response;

    /// <summary>Opens a stream and reads its <c>connection</c> event.</summary>
    public static async Task<EventStreamClient> OpenAsync(HttpClient client, string path, string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (lastEventId is not null)
            request.Headers.Add("Last-Event-ID", lastEventId);
        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        var opened = new EventStreamClient(response, new StreamReader(await response.Content.ReadAsStreamAsync()));
        var first = await opened.ReadAsync();
        return first?.Name == "connection" ? opened : throw new InvalidOperationException($"The stream began with {first}.");
    }

    /// <summary>The next event; null when the stream has ended.</summary>
    /// <exception cref="TimeoutException">None came.</exception>
    public Task<StreamEvent?> ReadAsync() => ReadAsync(Wait.Patience);

    /// <summary>The next event that tells a change, past the pings.</summary>
    /// <exception cref="TimeoutException">None came.</exception>
    public async Task<StreamEvent> ReadChangeAsync() =>
        await ReadUntilAsync(item => item.Name != "ping");

    /// <summary>Reads up to the first event for which the condition holds. Pings in between buy no time.</summary>
    /// <exception cref="TimeoutException">None came.</exception>
    public async Task<StreamEvent> ReadUntilAsync(Func<StreamEvent, bool> condition)
    {
        var started = Stopwatch.GetTimestamp();
        while (await ReadAsync(Left(started)) is { } item)
        {
            if (condition(item))
                return item;
        }

        throw new InvalidOperationException("The stream has ended.");

        static TimeSpan Left(long started) => Wait.Patience - Stopwatch.GetElapsedTime(started) is { Ticks: > 0 } left
            ? left
            : throw new TimeoutException("The stream tells other things, but not what is waited for.");
    }

    /// <summary>Reads until each of the conditions has been met, in whichever order: kinds travel on channels of their own.</summary>
    /// <returns>The event that met the first of the conditions.</returns>
    /// <exception cref="TimeoutException">One of them was not met.</exception>
    public async Task<StreamEvent> ReadUntilAllAsync(params Func<StreamEvent, bool>[] conditions)
    {
        var found = new StreamEvent?[conditions.Length];
        while (found.Contains(null))
        {
            var item = await ReadChangeAsync();
            for (var index = 0; index < conditions.Length; index++)
                found[index] ??= conditions[index](item) ? item : null;
        }

        return found[0]!;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lines.Dispose();
        response.Dispose();
    }

    private async Task<StreamEvent?> ReadAsync(TimeSpan patience)
    {
        var (name, id, data) = ("message", (string?)null, "");
        while (await lines.ReadLineAsync().WaitAsync(patience) is { } line)
        {
            if (line.Length == 0 && data.Length > 0)
                return new StreamEvent(name, id, JsonDocument.Parse(data).RootElement);
            if (line.StartsWith("event: ", StringComparison.Ordinal))
                name = line["event: ".Length..];
            else if (line.StartsWith("id: ", StringComparison.Ordinal))
                id = line["id: ".Length..];
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
                data += line["data: ".Length..];
        }

        return null;
    }
}
