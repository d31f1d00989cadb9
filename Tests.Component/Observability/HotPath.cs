using System.Diagnostics.Metrics;
using BlazorApp.Status;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Announcements;
using Pipeline.Observability;
using Pipeline.Status;
using Tests.Component.Feed;
using Xunit;

namespace Tests.Component.Observability;

/// <summary>What every message passes costs no memory for being counted, timed and offered to traces.</summary>
public sealed class HotPath : FeedTest
{
    [Fact]
    public void Message_that_is_counted_timed_and_not_traced_allocates_nothing()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var announcements = new AnnouncementCounters(services.GetRequiredService<IMeterFactory>(), TimeProvider.System);
        var change = Change(revision: 1);
        var recent = new RecentEvents(TimeProvider.System);
        Pass(1000); // compiled, and its generic types loaded

        Assert.Equal(0, Allocated.By(() => Pass(1000)));

        void Pass(int times)
        {
            for (var time = 0; time < times; time++)
            {
                announcements.AddPublished(StatusKind.Transcript, receivers: 1);
                Counters.AddReceived(DateTimeOffset.UnixEpoch);
                Counters.AddPublished(subscribers: 3);
                Counters.AddDelivered(TimeSpan.FromMilliseconds(1));
                recent.Add(change, EventOutcome.PassedOn);
                Assert.Null(LiveTraces.Announce(change));
                Assert.Null(LiveTraces.Hear(change));
            }
        }
    }
}
