using BlazorApp.EventStream;
using Xunit;

namespace Tests.Component.EventStream;

public sealed class StreamCursors
{
    [Theory]
    [InlineData(0, "0-9f3c2a17")]
    [InlineData(4711, "4711-9f3c2a17")]
    [InlineData(long.MaxValue, "9223372036854775807-9f3c2a17")]
    public void What_was_written_is_read(long position, string text)
    {
        Assert.Equal(text, new StreamCursor(position, "9f3c2a17").ToString());
        Assert.Equal(new StreamCursor(position, "9f3c2a17"), StreamCursor.Parse(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("4711")]
    [InlineData("-9f3c2a17")]
    [InlineData("-1-9f3c2a17")]
    [InlineData("+1-9f3c2a17")]
    [InlineData(" 1-9f3c2a17")]
    [InlineData("01-9f3c2a17")]
    [InlineData("1,000-9f3c2a17")]
    [InlineData("4711_9f3c2a17")]
    [InlineData("4711-9F3C2A17")]
    [InlineData("4711-9f3c2a1")]
    [InlineData("4711-9f3c2a171")]
    [InlineData("4711-9f3c2a1g")]
    [InlineData("9223372036854775808-9f3c2a17")]
    [InlineData("99999999999999999999999999999999999-9f3c2a17")]
    [InlineData("٣-9f3c2a17")]
    public void Anything_else_is_no_cursor(string text) => Assert.Null(StreamCursor.Parse(text));
}
