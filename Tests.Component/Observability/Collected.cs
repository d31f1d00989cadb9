using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Tests.Component.Observability;

/// <summary>What the meters of one factory export: sums of counters, the last of gauges, the number of recordings of histograms.</summary>
internal sealed class Collected : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly ConcurrentDictionary<string, double> values = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<Instrument> instruments = [];

    public Collected(IMeterFactory factory)
    {
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Meter.Scope != factory || !instrument.Meter.Name.StartsWith("Live.", StringComparison.Ordinal))
                return;
            instruments.Add(instrument);
            listening.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.Start();
    }

    /// <summary>The instruments that were registered.</summary>
    public IReadOnlyCollection<Instrument> Instruments => instruments;

    /// <summary>What is exported now; 0 when nothing is.</summary>
    /// <param name="name">The instrument.</param>
    /// <param name="attributes">The values of its attributes, in the order in which they are given.</param>
    public double Read(string name, params IEnumerable<string> attributes)
    {
        listener.RecordObservableInstruments();
        return values.GetValueOrDefault(Series(name, attributes));
    }

    public void Dispose() => listener.Dispose();

    private static string Series(string name, IEnumerable<object?> attributes) => string.Join(' ', [name, .. attributes]);

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var series = Series(instrument.Name, tags.ToArray().Select(tag => tag.Value));
        if (instrument.IsObservable)
            values[series] = value;
        else
            values.AddOrUpdate(series, One(), (_, sum) => sum + One());

        double One() => instrument is Histogram<double> or Histogram<long> ? 1 : value;
    }
}
