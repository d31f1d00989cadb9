using Pipeline.Search;
using Xunit;

namespace Tests.Component.Search;

/// <summary>Whatever is typed is words, and nothing of it is a command to the database.</summary>
public sealed class Queries
{
    [Theory]
    [InlineData("lighthouse", "lighthouse*")]
    [InlineData("the light", "the", "light*")]
    [InlineData("light the", "light", "the*")]
    [InlineData("light of", "light", "of")]
    [InlineData("Deniz FENERİ", "deniz", "feneri*")]
    [InlineData("\"deniz feneri\"", "deniz feneri")]
    [InlineData("\"deniz feneri\" ışığı", "deniz feneri", "isigi*")]
    [InlineData("ışık “deniz feneri”", "isik", "deniz feneri")]
    [InlineData("İstanbul'un", "istanbul un")]
    [InlineData("e-mails", "e mails*")]
    [InlineData("\"deniz feneri", "deniz", "feneri*")]
    [InlineData("say \"\" nothing", "say", "nothing*")]
    [InlineData("\"deniz feneri\" !", "deniz feneri")]
    [InlineData("deniz deniz denizci", "deniz", "denizci*")]
    [InlineData("NEAR(a b, 10) OR c* NOT title:d^2", "near a", "b", "10", "or", "c", "not", "title d 2")]
    [InlineData("a' & !b | (c <-> d):*", "a", "b", "c", "d")]
    [InlineData("😀 light 😀", "light*")]
    public void Text_is_read_as_words_and_phrases(string text, params string[] terms)
    {
        var (query, problem) = SearchQuery.Read(text);

        Assert.Null(problem);
        Assert.Equal(terms, query!.Terms.Select(term => string.Join(' ', term.Words) + (term.IsBeginning ? "*" : "")));
    }

    [Theory]
    [InlineData("\"*^():-+{}[]\\/;--'%_")]
    [InlineData("😀")]
    [InlineData("\"")]
    [InlineData("\"\"\"")]
    public void Only_signs_are_a_query_that_finds_nothing(string text)
    {
        var (query, problem) = SearchQuery.Read(text);

        Assert.Null(problem);
        Assert.Empty(query!.Terms);
    }

    [Fact]
    public void What_cannot_be_searched_for_is_refused_in_words()
    {
        Assert.All((string?[])[null, "", " \t\n"], text => Assert.Equal("Say what to look for: one word or several.", SearchQuery.Read(text).Problem));
        Assert.StartsWith("That is longer than 200 characters.", SearchQuery.Read(new string('a', 5 * 1024)).Problem, StringComparison.Ordinal);
        Assert.StartsWith("Those are more than 16 words.", SearchQuery.Read(string.Join(' ', Enumerable.Range(100, 17))).Problem, StringComparison.Ordinal);
        Assert.Null(SearchQuery.Read(string.Join(' ', Enumerable.Range(100, 16))).Problem);
    }

    [Theory]
    [InlineData("light", "The |Lighthouse|, by |light|.")]
    [InlineData("the light", "|The| |Lighthouse|, by |light|.")]
    [InlineData("\"the lighthouse\"", "|The Lighthouse|, by light.")]
    [InlineData("lighthouse \"the lighthouse by\"", "|The Lighthouse, by| light.")]
    [InlineData("nowhere", "The Lighthouse, by light.")]
    public void Matches_are_marked_in_a_text_and_nothing_is_lost(string query, string parts)
    {
        var text = new MarkedText("The Lighthouse, by light.", SearchQuery.Read(query).Query!.FindIn("The Lighthouse, by light."));

        Assert.Equal(parts, string.Concat(text.Parts.Select(part => part.IsMatch ? $"|{part.Text}|" : part.Text)));
    }
}
