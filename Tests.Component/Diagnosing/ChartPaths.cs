using BlazorApp.Components.Figures;
using Xunit;

namespace Tests.Component.Diagnosing;

/// <summary>The lines of charts.</summary>
public sealed class ChartPaths
{
    [Fact]
    public void Newest_value_stands_at_the_right_edge_and_the_highest_at_the_top() =>
        Assert.Equal("M297 100h0L298 50L299 0", ChartPath.Of([0, 5, 10], top: 10));

    [Fact]
    public void What_stays_the_same_is_one_stroke_however_long_it_lasts()
    {
        Assert.Equal("M0 50h0H299", ChartPath.Of([.. Enumerable.Repeat<double?>(5, 300)], top: 10));
        Assert.Equal("M0 100h0H298L299 0", ChartPath.Of([.. Enumerable.Repeat<double?>(0, 299), 10], top: 10));
    }

    [Fact]
    public void Second_without_a_value_is_a_gap_and_a_value_alone_is_a_dot() =>
        Assert.Equal("M296 90h0M298 80h0L299 70", ChartPath.Of([1, null, 2, 3], top: 10));

    [Fact]
    public void Line_that_was_level_before_a_gap_ends_where_it_ended() =>
        Assert.Equal("M295 90h0H297M299 90h0", ChartPath.Of([1, 1, 1, null, 1], top: 10));

    [Fact]
    public void What_is_out_of_bounds_stays_within_the_plot() => Assert.Equal("M298 0h0L299 100", ChartPath.Of([99, -1], top: 10));

    [Fact]
    public void Nothing_yet_draws_nothing() => Assert.Equal(("", ""), (ChartPath.Of([], top: 1), ChartPath.Marks([0, 0])));

    [Fact]
    public void Losses_are_marked_where_they_were() => Assert.Equal("M297 0V100M299 0V100", ChartPath.Marks([2, 0, 1]));

    [Theory]
    [InlineData(0, 5)]
    [InlineData(5, 5)]
    [InlineData(5.1, 10)]
    [InlineData(11, 20)]
    [InlineData(201, 500)]
    [InlineData(501, 1000)]
    public void Scale_ends_at_a_round_figure(double highest, double top) => Assert.Equal(top, ChartPath.Top([null, highest, 0], least: 5), tolerance: 1e-9);
}
