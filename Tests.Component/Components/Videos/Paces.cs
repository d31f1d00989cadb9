using BlazorApp.Components.Videos;
using Pipeline.Status;
using Xunit;

namespace Tests.Component.Components.Videos;

/// <summary>An estimate is given where there is something to go by.</summary>
public sealed class Paces : ComponentTest
{
    [Fact]
    public void Job_that_began_at_nothing_takes_as_long_for_the_rest_as_it_took_so_far()
    {
        var pace = new Pace();

        pace.Note(At(10_000, 0.25) with { StartedAt = 0 });

        Assert.Equal(TimeSpan.FromSeconds(30), pace.Left);
    }

    [Fact]
    public void What_came_before_the_first_report_is_no_part_of_the_pace()
    {
        var pace = new Pace();
        pace.Note(At(0, 0) with { StartedAt = 0 });
        pace.Note(At(3_000, 0.01) with { StartedAt = 0 });
        Assert.Null(pace.Left);

        pace.Note(At(5_000, 0.11) with { StartedAt = 0 });

        Assert.Equal(17.8, pace.Left!.Value.TotalSeconds, precision: 6);
    }

    [Theory]
    [InlineData(1_000, 0.5)] // too short a time
    [InlineData(60_000, 0.19)] // too little done
    public void Too_little_is_known(long at, double progress)
    {
        var pace = new Pace();

        pace.Note(At(at, progress) with { StartedAt = 0 });

        Assert.Null(pace.Left);
    }

    [Fact]
    public void Later_attempt_goes_by_what_it_has_done_itself()
    {
        var pace = new Pace();
        pace.Note(At(10_000, 0.5) with { StartedAt = 0 });
        pace.Note(At(40_000, 0.5) with { StartedAt = 39_000, Attempt = 2 });
        Assert.Null(pace.Left);

        pace.Note(At(44_000, 0.6) with { StartedAt = 39_000, Attempt = 2 });

        Assert.Equal(16, pace.Left!.Value.TotalSeconds, precision: 6);
    }

    [Fact]
    public void What_waits_or_has_ended_has_no_estimate()
    {
        var pace = new Pace();
        pace.Note(At(10_000, 0.5) with { StartedAt = 0 });
        Assert.NotNull(pace.Left);

        pace.Note(At(11_000, 0.5) with { Status = StatusState.Queued });

        Assert.Null(pace.Left);
    }

    private static StatusMessage At(long timestamp, double progress) =>
        Message(StatusState.Processing) with { Timestamp = timestamp, Progress = progress, Attempt = 1 };
}
