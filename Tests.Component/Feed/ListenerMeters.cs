using System.Diagnostics.Metrics;
using BlazorApp.Status;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Pipeline.Redis;
using StackExchange.Redis;
using Xunit;

namespace Tests.Component.Feed;

/// <summary>What the meter <c>Live.Listener</c> exports.</summary>
public sealed class ListenerMeters : IAsyncDisposable
{
    private readonly ServiceProvider meters = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly FakeTimeProvider clock = new();
    private readonly RedisConnection redis = new(new ConfigurationOptions { EndPoints = { "127.0.0.1:1" } }, NullLogger<RedisConnection>.Instance);

    public async ValueTask DisposeAsync()
    {
        await redis.DisposeAsync();
        await meters.DisposeAsync();
    }

    [Fact]
    public void Age_of_the_probe_is_exported_and_counts_from_the_start_until_one_comes_back()
    {
        var factory = meters.GetRequiredService<IMeterFactory>();
        var counters = new ListenerCounters(factory, redis, clock);
        var ages = new List<double>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (instrument.Meter.Scope == factory && instrument.Name == "live.listener.probe_age")
                    listening.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((_, age, _, _) => ages.Add(age));
        listener.Start();

        clock.Advance(TimeSpan.FromSeconds(7));
        listener.RecordObservableInstruments();
        var sent = clock.GetTimestamp();
        clock.Advance(TimeSpan.FromMilliseconds(20));
        counters.NoteProbe(sent);
        clock.Advance(TimeSpan.FromSeconds(3));
        listener.RecordObservableInstruments();

        Assert.Equal([7, 3], ages);
        Assert.Equal(TimeSpan.FromMilliseconds(20), counters.ProbeRoundTrip);
    }
}
