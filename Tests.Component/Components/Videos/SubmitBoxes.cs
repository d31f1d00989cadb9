using BlazorApp.Components.Videos;
using Bunit;
using Xunit;

namespace Tests.Component.Components.Videos;

public sealed class SubmitBoxes : ComponentTest
{
    private readonly List<(string Source, string Language)> submitted = [];

    [Fact]
    public void Submitting_raises_once_what_was_typed()
    {
        var box = Box();
        box.Find("textarea[name=source]").Change("https://youtu.be/Vhlwk1HcFdI");
        box.Find("select[name=language]").Change("tr");
        Assert.Empty(submitted);

        box.Find("form").Submit();

        Assert.Equal([("https://youtu.be/Vhlwk1HcFdI", "tr")], submitted);
    }

    [Fact]
    public void Every_field_has_a_name()
    {
        var box = Box();

        Assert.Equal(["Video link or id", "Language English Türkçe"], box.FindAll("label").Select(label => label.Words));
        Assert.Equal("Watch a video", box.Find("form").Name);
        Assert.Equal("submit", box.Button("Watch").GetAttribute("type"));
    }

    [Fact]
    public void Busy_box_submits_nothing()
    {
        var box = Box();
        Assert.False(box.Button("Watch").IsDisabled);

        box.Render(with => with.Add(box => box.Busy, true));
        box.Find("form").Submit();

        Assert.True(box.Button("Watch").IsDisabled);
        Assert.Empty(submitted);
    }

    [Fact]
    public void Problem_is_said_at_once_and_belongs_to_the_field()
    {
        var box = Box();
        Assert.Null(box.Alert);
        Assert.False(box.Find("textarea").HasAttribute("aria-invalid"));

        box.Render(with => with.Add(box => box.Problem, "That is <em>no</em> link."));

        Assert.Equal("That is <em>no</em> link.", box.Alert);
        Assert.Equal("true", box.Find("textarea").GetAttribute("aria-invalid"));
        Assert.Equal(box.Find("[role=alert]:not([hidden])").Id, box.Find("textarea").GetAttribute("aria-describedby"));
    }

    [Fact]
    public void What_was_typed_stays_when_it_was_refused()
    {
        var box = Box();
        box.Find("textarea").Change("nonsense");

        box.Render(with => with.Add(box => box.Problem, "That is no link."));

        Assert.Equal("nonsense", box.Find("textarea").GetAttribute("value"));
    }

    [Fact]
    public void Nothing_typed_before_the_page_is_connected_can_be_lost()
    {
        Prerender();

        var box = Box();

        Assert.True(box.Find("textarea").HasAttribute("readonly"));
        Assert.True(box.Find("select").IsDisabled);
        Assert.True(box.Button("Watch").IsDisabled);
    }

    private IRenderedComponent<SubmitBox> Box() => Render<SubmitBox>(with => with
        .Add(box => box.Busy, false).Add(box => box.Problem, null).Add(box => box.OnSubmit, submitted.Add));
}
