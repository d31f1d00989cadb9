using BlazorApp.Components.Videos;
using Xunit;

namespace Tests.Component.Components.Videos;

public sealed class Moments
{
    [Theory]
    [InlineData("83", 83.0)]
    [InlineData("83.5", 83.5)]
    [InlineData("83s", 83.0)]
    [InlineData("2m9s", 129.0)]
    [InlineData("2m", 120.0)]
    [InlineData("1h2m3s", 3723.0)]
    [InlineData("1:40", 100.0)]
    [InlineData("1:02:03", 3723.0)]
    [InlineData("0", 0.0)]
    public void Moment_is_understood_in_each_form(string text, double seconds) => Assert.Equal(seconds, MomentInAddress.Read(text));

    [Theory]
    [InlineData(0)]
    [InlineData(12.98)]
    [InlineData(3723)]
    [InlineData(83.40000000000001)]
    [InlineData(1.0 / 3)]
    [InlineData(359999.98700000002)]
    public void Moment_that_is_written_is_read_as_the_same(double seconds) => Assert.Equal(seconds, MomentInAddress.Read(MomentInAddress.Write(seconds)));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("-5")]
    [InlineData("1e999")]
    [InlineData("s")]
    [InlineData("1:")]
    [InlineData("10s2m")]
    [InlineData("٣")]
    [InlineData("9999999999999999999999")]
    public void Anything_else_is_no_moment(string? text) => Assert.Null(MomentInAddress.Read(text));
}
