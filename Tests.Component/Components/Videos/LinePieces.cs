using BlazorApp.Components.Videos;
using Bunit;
using Pipeline.Search;
using Pipeline.Status;
using Xunit;

namespace Tests.Component.Components.Videos;

public sealed class LinePieces : ComponentTest
{
    [Theory]
    [InlineData(0, "0:00", "/videos/talk?t=0")]
    [InlineData(6.7, "0:06", "/videos/talk?t=6.7")]
    [InlineData(3723.5, "1:02:03", "/videos/talk?t=3723.5")]
    public void Time_is_a_link_to_the_moment(double start, string words, string address)
    {
        var time = Piece(new Segment(0, start, start + 1, "Hello")).Find("a");

        Assert.Equal((words, address), (time.Words, time.GetAttribute("href")));
    }

    [Fact]
    public void Markup_in_what_is_said_is_text()
    {
        var piece = Piece(new Segment(0, 6, 9, "<script>alert('x')</script> & more"));

        Assert.Equal("0:06 <script>alert('x')</script> & more", piece.Find("li").Words);
        Assert.Empty(piece.FindAll("script"));
    }

    [Theory]
    [InlineData("isik sea", "IŞIK|sea")]
    [InlineData("\"went out\"", "went out")]
    [InlineData("nowhere", "")]
    public void Words_that_led_to_a_line_are_marked_in_it_and_in_no_other(string words, string marked)
    {
        var lines = new ShownLines();
        lines.Append([new Segment(0, 0, 1, "The IŞIK at sea went out"), new Segment(1, 1, 2, "The IŞIK at sea went out")]);

        var piece = Render<LinePiece>(with => with.Add(piece => piece.Lines, lines).Add(piece => piece.From, 0).Add(piece => piece.Address, "?")
            .Add(piece => piece.Sought, 1).Add(piece => piece.Said, SearchQuery.Read(words).Query));

        Assert.Equal(marked, string.Join('|', piece.FindAll("li")[1].QuerySelectorAll("mark").Select(mark => mark.TextContent)));
        Assert.Equal("The IŞIK at sea went out", piece.FindAll("li .segment-text")[1].TextContent);
        Assert.Empty(piece.FindAll("li")[0].QuerySelectorAll("mark"));
    }

    [Fact]
    public void What_a_reader_searches_for_then_is_marked_instead()
    {
        var lines = new ShownLines();
        lines.Append([new Segment(0, 0, 1, "The sea was calm")]);

        var piece = Render<LinePiece>(with => with.Add(piece => piece.Lines, lines).Add(piece => piece.From, 0).Add(piece => piece.Address, "?")
            .Add(piece => piece.Sought, 0).Add(piece => piece.Said, SearchQuery.Read("sea").Query).Add(piece => piece.Find, "calm"));

        Assert.Equal("calm", Assert.Single(piece.FindAll("mark")).TextContent);
    }

    [Fact]
    public void Line_that_was_just_made_and_one_that_begins_a_paragraph_are_marked()
    {
        var piece = Piece(new Segment(0, 0, 1, "One"), new Segment(1, 1.2, 2, "two"), new Segment(2, 4, 5, "Three"));
        Assert.Equal(["", "", "begins"], Marks(piece));

        piece.Render(with => with.Add(piece => piece.Settled, 1));

        Assert.Equal(["", "arriving", "begins arriving"], Marks(piece));
    }

    [Fact]
    public void Only_the_piece_that_grows_is_drawn_again()
    {
        var lines = new ShownLines();
        lines.Append(Lines(0, ShownLines.Piece + 1));
        var transcript = Render<TranscriptLines>(with => with.Add(shown => shown.Lines, lines).Add(shown => shown.Language, "en"));
        var pieces = transcript.FindComponents<LinePiece>();
        Assert.Equal([ShownLines.Piece, 1], pieces.Select(piece => piece.FindAll("li").Count));

        lines.Append(Lines(ShownLines.Piece + 1, 1));
        transcript.Render();

        Assert.Equal([1, 2], pieces.Select(piece => piece.RenderCount));
        Assert.Equal(ShownLines.Piece + 2, transcript.Lines.Count);
    }

    [Fact]
    public void Another_stretch_in_its_place_is_drawn()
    {
        var lines = new ShownLines();
        lines.Append([new Segment(0, 0, 1, "Before")]);
        var piece = Piece(lines, 0);

        lines.Hold([new Segment(0, 0, 1, "After")], count: 1);
        piece.Render();

        Assert.Equal("0:00 After", piece.Find("li").Words);
    }

    private static IEnumerable<string> Marks(IRenderedComponent<LinePiece> piece) =>
        piece.FindAll("li").Select(line => string.Join(' ', line.ClassList.Except(["segment"])));

    private IRenderedComponent<LinePiece> Piece(params IReadOnlyList<Segment> segments)
    {
        var lines = new ShownLines();
        lines.Append(segments);
        return Piece(lines, 0);
    }

    private IRenderedComponent<LinePiece> Piece(ShownLines lines, int from) => Render<LinePiece>(with => with
        .Add(piece => piece.Lines, lines).Add(piece => piece.From, from).Add(piece => piece.Address, "/videos/talk?"));
}
