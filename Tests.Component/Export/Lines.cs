using BlazorApp.Export;
using Xunit;

namespace Tests.Component.Export;

/// <summary>Text on one line.</summary>
public sealed class Lines
{
    [Theory]
    [InlineData(" a \t\r\n\r\n b ", "a b")]
    [InlineData("a\u2028b\u0085c", "a b c")]
    [InlineData("a\0\u001b[1mb", "a[1mb")]
    [InlineData("un\u00a0mot\u00a0!", "un\u00a0mot\u00a0!")]
    [InlineData("\n", "")]
    public void Gaps_are_one_space_and_control_characters_are_gone(string text, string line) => Assert.Equal(line, Line.Of(text));
}
