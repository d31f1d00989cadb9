using BlazorApp.Components.Videos;
using Bunit;
using Xunit;

namespace Tests.Component.Components.Videos;

public sealed class Posters : ComponentTest
{
    [Fact]
    public void Same_id_is_the_same_picture() => Assert.Equal(Picture("Vhlwk1HcFdI"), Picture("Vhlwk1HcFdI"));

    [Fact]
    public void Same_id_is_the_same_picture_in_every_process() =>
        Assert.StartsWith("""<rect width="64" height="36" fill="hsl(124 24% 30%)">""", Picture("talk"), StringComparison.Ordinal);

    [Fact]
    public void Ids_that_differ_in_one_letter_look_different() =>
        Assert.Equal(10, Enumerable.Range(0, 10).Select(number => Picture($"talk-{number}")).Distinct().Count());

    [Fact]
    public void Picture_follows_its_id()
    {
        var poster = Render<Poster>(with => with.Add(poster => poster.Id, "one"));
        Assert.Equal(Picture("one"), poster.Find("svg").InnerHtml);

        poster.Render(with => with.Add(poster => poster.Id, "two"));

        Assert.Equal(Picture("two"), poster.Find("svg").InnerHtml);
    }

    [Fact]
    public void Picture_says_nothing_so_it_is_hidden_from_those_who_hear_the_page() =>
        Assert.Equal("true", Render<Poster>(with => with.Add(poster => poster.Id, "talk")).Find("svg").GetAttribute("aria-hidden"));

    private string Picture(string id) => Render<Poster>(with => with.Add(poster => poster.Id, id)).Find("svg").InnerHtml;
}
