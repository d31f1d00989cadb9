using System.Text.Json;
using Tests.Fixtures;

namespace Tests.E2E.Stack;

/// <summary>Reads an event stream line by line, as <c>curl -N</c> prints it.</summary>
public sealed class EventStreamClient : IDisposable
{
    private readonly StreamReader reader;

    private EventStreamClient(StreamReader reader) => this.reader = reader;

    /// <summary>Opens the stream.</summary>
    public static async Task<EventStreamClient> OpenAsync(AppProcess app, string path) =>
        new(new StreamReader(await app.Client.GetStreamAsync(path)));

    /// <summary>Reads on, up to and with the first event like this.</summary>
    /// <returns>Every event read, in order.</returns>
    public async Task<IReadOnlyList<StreamEvent>> ReadUntilAsync(Func<StreamEvent, bool> last)
    {
        using var patience = new CancellationTokenSource(Wait.Patience);
        List<StreamEvent> events = [];
        var name = "";
        while (await reader.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal))
                name = line["event: ".Length..];
            if (!line.StartsWith("data: ", StringComparison.Ordinal))
                continue;
            events.Add(new StreamEvent(name, JsonSerializer.Deserialize<JsonElement>(line["data: ".Length..])));
            if (last(events[^1]))
                return events;
        }

        throw new EndOfStreamException($"The stream ended after {events.Count} events.");
    }

    /// <inheritdoc/>
    public void Dispose() => reader.Dispose();
}
