using Pipeline.Search;
using Xunit;

namespace Tests.Component.Search;

/// <summary>The place that is shown is the one in which most of the words stand together, however far into the text.</summary>
public sealed class Excerpts
{
    [Fact]
    public void Short_text_is_shown_as_it_is()
    {
        var excerpt = Find("light", "A light\nby the sea").Take()!;

        Assert.Equal(("A light by the sea", new TextRange(2, 5)), (excerpt.Text, Assert.Single(excerpt.Matches)));
    }

    [Fact]
    public void Place_with_most_of_the_words_wins_and_the_first_of_those()
    {
        string[] text = ["A keeper.", .. Filler(20), "The light of the keeper.", .. Filler(20), "The keeper and the light."];

        var finder = Find("keeper light", text);
        var excerpt = finder.Take()!;

        Assert.Equal(string.Join(' ', text).IndexOf("light", StringComparison.Ordinal), finder.Place);
        Assert.Contains("The light of the keeper.", excerpt.Text, StringComparison.Ordinal);
        Assert.Equal(["light", "keeper"], Marked(excerpt));
        Assert.StartsWith("…", excerpt.Text, StringComparison.Ordinal);
        Assert.EndsWith("…", excerpt.Text, StringComparison.Ordinal);
        Assert.InRange(excerpt.Text.Length, 100, 242);
    }

    [Fact]
    public void Phrase_is_found_across_pieces()
    {
        var finder = Find("\"deniz feneri\"", "Bir deniz", "feneri yandı");

        Assert.Equal(("Bir deniz feneri yandı", 4), (finder.Take()!.Text, finder.Place));
    }

    [Fact]
    public void Text_without_a_match_is_shown_from_its_beginning()
    {
        var finder = Find("nowhere", [.. Filler(20)]);

        Assert.Null(finder.Place);
        Assert.StartsWith("Piece 0 ", finder.Take()!.Text, StringComparison.Ordinal);
        Assert.Empty(finder.Take()!.Matches);
        Assert.Null(Find("nowhere").Take());
    }

    [Fact]
    public void No_more_is_read_than_is_shown()
    {
        var finder = new ExcerptFinder(SearchQuery.Read("first piece").Query!);

        var read = Filler(100).Prepend("The first piece.").TakeWhile(piece =>
        {
            finder.Add(piece);
            return !finder.IsDone;
        }).Count();

        Assert.InRange(read, 3, 12);
    }

    [Fact]
    public void Text_without_a_space_is_cut_between_letters()
    {
        var excerpt = Find("nowhere", string.Concat(Enumerable.Repeat("𐐷", 500))).Take()!;

        Assert.EndsWith("𐐷…", excerpt.Text, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Filler(int count) => Enumerable.Range(0, count).Select(number => $"Piece {number} says nothing of it.");

    private static IEnumerable<string> Marked(MarkedText text) => text.Parts.Where(part => part.IsMatch).Select(part => part.Text);

    private static ExcerptFinder Find(string query, params string[] pieces)
    {
        var finder = new ExcerptFinder(SearchQuery.Read(query).Query!);
        foreach (var piece in pieces)
            finder.Add(piece);
        return finder;
    }
}
