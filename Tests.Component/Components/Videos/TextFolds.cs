using BlazorApp.Components.Videos;
using Xunit;

namespace Tests.Component.Components.Videos;

/// <summary>Where a long text is folded.</summary>
public sealed class TextFolds
{
    private const string Sentence = "Bread rises because it is alive. ";

    [Theory]
    [InlineData(1)]
    [InlineData(47)]
    public void Text_of_a_usual_length_is_not_folded(int sentences) => Assert.Null(TextFold.Of(Repeat(Sentence, sentences)));

    [Fact]
    public void Paragraphs_stay_whole_where_they_can()
    {
        var paragraph = Repeat(Sentence, 6).Trim();

        var fold = TextFold.Of(string.Join('\n', Enumerable.Repeat(paragraph, 10)))!;

        Assert.Equal((2, 8, false), (fold.Shown.Count, fold.Rest.Count, fold.IsCut));
        Assert.All(fold.Shown.Concat(fold.Rest), part => Assert.Equal(paragraph, part));
    }

    [Fact]
    public void One_long_paragraph_is_cut_after_a_sentence()
    {
        var fold = TextFold.Of(Repeat(Sentence, 2000))!;

        var shown = Assert.Single(fold.Shown);
        Assert.True(fold.IsCut);
        Assert.EndsWith("alive.", shown, StringComparison.Ordinal);
        Assert.InRange(shown.Length, 200, 500);
        Assert.Equal(Repeat(Sentence, 2000).Trim(), $"{shown} {Assert.Single(fold.Rest)}");
    }

    [Fact]
    public void Many_short_lines_are_folded_by_the_room_they_take()
    {
        var fold = TextFold.Of(string.Join('\n', Enumerable.Range(0, 5000)))!;

        Assert.InRange(fold.Shown.Count, 5, 20);
        Assert.Equal(Enumerable.Range(0, 5000).Select(number => $"{number}"), fold.Shown.Concat(fold.Rest));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("😀")]
    public void Text_without_a_space_is_cut_between_two_letters(string letter)
    {
        var fold = TextFold.Of(Repeat(letter, 30_000))!;

        Assert.Equal(Repeat(letter, 30_000), Assert.Single(fold.Shown) + Assert.Single(fold.Rest));
        Assert.False(char.IsHighSurrogate(fold.Shown[0][^1]));
    }

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
