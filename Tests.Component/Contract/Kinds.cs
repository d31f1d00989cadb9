using Pipeline.Status;
using Xunit;

namespace Tests.Component.Contract;

public sealed class Kinds
{
    [Fact]
    public void Channels_are_those_that_other_programs_publish_on() =>
        Assert.Equal(["transcript:status", "summary:status"], StatusKind.All.Select(kind => kind.Channel));

    [Fact]
    public void Every_kind_is_found_by_its_name_and_has_a_channel_of_its_own()
    {
        Assert.All(StatusKind.All, kind => Assert.Same(kind, StatusKind.Parse(kind.Name)));
        Assert.All(StatusKind.All, kind => Assert.Equal($"{kind.Name}:status", kind.Channel));
        Assert.Equal(StatusKind.All.Count, StatusKind.All.Select(kind => kind.Channel).Distinct().Count());
    }

    [Fact]
    public void Kinds_run_after_what_they_follow()
    {
        Assert.Equal([StatusKind.Summary], StatusKind.Transcript.FollowedBy);
        Assert.Empty(StatusKind.Summary.FollowedBy);
        Assert.All(StatusKind.All, kind => Assert.True(kind.Follows is null || StatusKind.All.TakeWhile(other => other != kind).Contains(kind.Follows)));
    }

    [Fact]
    public void Result_travels_in_the_member_that_its_kind_names() => Assert.All(StatusKind.All, kind =>
    {
        var message = new StatusMessage { VideoId = "talk", Status = StatusState.Completed, Timestamp = 1, Data = StatusData.Inline(kind, "Hello") };
        Assert.Contains($"\"{kind.ResultField}\":\"Hello\"", System.Text.Json.JsonSerializer.Serialize(message, StatusJson.Wire.StatusMessage), StringComparison.Ordinal);
        Assert.Equal("Hello", message.Data.Text);
    });

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Transcript")]
    [InlineData("chapters")]
    public void Unknown_name_is_no_kind(string? name)
    {
        Assert.False(StatusKind.TryParse(name, out var kind));
        Assert.Null(kind);
    }

    [Fact]
    public void Unknown_name_is_answered_with_the_known_ones() =>
        Assert.Contains("transcript, summary", Assert.Throws<ArgumentException>(() => StatusKind.Parse("chapters")).Message, StringComparison.Ordinal);
}
