using BlazorApp.Components.Layout;
using BlazorApp.Status;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Tests.Component.Components.Layout;

/// <summary>The notice names each trouble and its consequence, and is silent while there is none.</summary>
public sealed class ConnectivityNotices : ComponentTest
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero));

    public ConnectivityNotices() => Services.AddSingleton<TimeProvider>(clock);

    public static TheoryData<HealthReport, string> Troubles => new()
    {
        { Healthy with { RedisReachable = false, Hearing = false }, "Redis is unreachable. Updates are paused, results are safe. Live reconnects by itself." },
        { Healthy with { DatabaseReachable = false }, "The database does not answer: nothing new can be read or started. What you see stays, and Live tries again every second." },
        { Healthy with { Hearing = false }, "Updates are paused: nothing heard yet. Results are safe, and this page catches up by itself." },
        { Healthy with { Workers = [] }, "No worker is present: new videos wait until one starts." },
    };

    [Theory]
    [MemberData(nameof(Troubles))]
    public void Trouble_is_named_with_its_consequence(HealthReport health, string words) => Assert.Equal(words, Show(health).Find("[role=status]").Words);

    [Fact]
    public void Nothing_is_said_while_all_is_well()
    {
        Assert.Empty(Show(Healthy).Find("[role=status]").Words);
        Assert.Empty(Show(Healthy with { Workers = null }).Find("[role=status]").Words); // nobody knows, which is no news
    }

    [Fact]
    public void Silence_grows_older_on_the_screen()
    {
        var notice = Show(Healthy with { Hearing = false, SilentSince = clock.GetUtcNow() - TimeSpan.FromSeconds(40) });
        Assert.Contains("last heard 40 s ago", notice.Markup, StringComparison.Ordinal);

        clock.Advance(TimeSpan.FromSeconds(30));

        notice.WaitForAssertion(() => Assert.Contains("last heard 1 min ago", notice.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public void Figure_follows_soon_after_the_silence_has_begun()
    {
        var notice = Show(Healthy with { RedisReachable = false, Hearing = false, SilentSince = clock.GetUtcNow() });
        Assert.DoesNotContain("last heard", notice.Markup, StringComparison.Ordinal);

        clock.Advance(TimeSpan.FromSeconds(2));

        notice.WaitForAssertion(() => Assert.Contains("last heard 2 s ago", notice.Markup, StringComparison.Ordinal));
    }

    private IRenderedComponent<ConnectivityNotice> Show(HealthReport health) =>
        Render<ConnectivityNotice>(parameters => parameters.Add(notice => notice.Health, health));
}
