using System.Globalization;
using BlazorApp.Components;
using Xunit;

namespace Tests.Component.Components;

/// <summary>What a page gets for a word, in the language of whoever looks.</summary>
public sealed class LookingUpWords : IDisposable
{
    private readonly CultureInfo before = CultureInfo.CurrentUICulture;
    private readonly WordBook words = new();

    public void Dispose() => CultureInfo.CurrentUICulture = before;

    [Theory]
    [InlineData("en", "Completed")]
    [InlineData("en-GB", "Completed")]
    [InlineData("tr", "Tamamlandı")]
    [InlineData("tr-TR", "Tamamlandı")]
    [InlineData("de", "Completed")]
    public void Word_is_said_in_that_language_or_as_it_stands(string language, string said)
    {
        Speak(language);

        Assert.Equal(said, words["Completed"].Value);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("tr")]
    public void What_nobody_has_a_word_for_stays_as_it_is(string language)
    {
        Speak(language);
        const string reason = "The {disk} of worker 7 is full.";

        Assert.Equal((reason, true), (words[reason].Value, words[reason].ResourceNotFound));
    }

    [Fact]
    public void Figures_are_put_into_the_sentence()
    {
        Assert.Equal("3 new videos", words["{0} new videos", 3]);

        Speak("tr");
        Assert.Equal("3 yeni video", words["{0} new videos", 3]);
    }

    [Fact]
    public void Looking_up_makes_nothing()
    {
        Assert.Same(words["Completed"], words["Completed"]);

        Speak("tr");
        Assert.Same(words["Completed"], words["Completed"]);
    }

    private static void Speak(string language) => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
}
