using Pipeline.Search;
using Xunit;

namespace Tests.Component.Search;

/// <summary>Words are the same whichever way they are typed, in English and in Turkish, and it is known where each came from.</summary>
public sealed class Folding
{
    [Theory]
    [InlineData("istanbul", "İSTANBUL", "ISTANBUL", "istanbul", "İstanbul", "ıstanbul", "I\u0307stanbul")]
    [InlineData("sisli", "ŞİŞLİ", "Şişli", "sisli", "SISLI", "s\u0327is\u0327li")]
    [InlineData("cagri", "ÇAĞRI", "çağrı", "CAGRI", "cagri")]
    [InlineData("gozluk", "GÖZLÜK", "gözlük", "gozluk")]
    [InlineData("kagit", "kâğıt", "KAĞIT", "kagit")]
    [InlineData("cafe", "Café", "CAFE")]
    [InlineData("strasse", "Straße", "STRASSE")]
    [InlineData("file", "ﬁle", "ＦＩＬＥ", "fi\u00adle")]
    public void Spellings_of_a_word_are_one_word(string folded, params string[] spellings) =>
        Assert.All(spellings, spelling => Assert.Equal([folded], FoldedText.WordsOf(spelling)));

    [Theory]
    [InlineData("The 1st light: İstanbul'un feneri!", "the", "1st", "light", "istanbul", "un", "feneri")]
    [InlineData("e-mail\tme@example.com", "e", "mail", "me", "example", "com")]
    [InlineData("灯台 маяк φάρος", "灯台", "маяк", "φαροσ")]
    [InlineData(" \"*:^(){}-+ 😀 \0 ")]
    [InlineData("")]
    public void Words_are_runs_of_letters_and_digits(string text, params string[] words) => Assert.Equal(words, FoldedText.WordsOf(text));

    [Fact]
    public void Half_of_a_pair_is_no_letter_and_no_error() => Assert.Equal(["a", "b"], FoldedText.WordsOf("a\ud83db"));

    [Fact]
    public void Endless_word_is_cut_and_never_between_the_halves_of_a_letter()
    {
        Assert.Equal([new string('a', FoldedText.MaxWordLength)], FoldedText.WordsOf(new string('A', 5000)));
        Assert.Equal(FoldedText.MaxWordLength - 1, Assert.Single(FoldedText.WordsOf("a" + string.Concat(Enumerable.Repeat("𐐷", 100)))).Length);
    }

    [Theory]
    [InlineData("Büyük İSTANBUL turu", "istanbul", "İSTANBUL")]
    [InlineData("s\u0327ehir", "sehir", "s\u0327ehir")]
    [InlineData("die Straße", "strasse", "Straße")]
    [InlineData("😀 fener 😀", "fener", "fener")]
    public void Word_is_found_where_it_stands(string source, string word, string written)
    {
        var folded = FoldedText.Of(source);
        var range = folded.InSource(Assert.Single(folded.Words, range => folded.Word(range) == word));

        Assert.Equal(written, source.Substring(range.Start, range.Length));
    }
}
