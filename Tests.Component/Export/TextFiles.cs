using BlazorApp.Export;
using Pipeline.Status;
using Xunit;

namespace Tests.Component.Export;

/// <summary>Transcripts and summaries as plain text.</summary>
public sealed class TextFiles
{
    [Fact]
    public void Lines_run_on_until_a_pause_begins_a_paragraph() => Assert.Equal(
        "One. Two.\n\nAnother thing.\n",
        Write(Documents.Transcript(new Segment(0, 0, 3, "One."), new Segment(1, 3.4, 6, " Two.\n"), new Segment(2, 8, 9, "Another thing."), new Segment(3, 20, 21, " "))));

    [Fact]
    public void Published_text_keeps_its_paragraphs() =>
        Assert.Equal("First <i>line</i>\n\nSecond line\n", Write(Documents.Published("First <i>line</i>\n\n  Second \t line \r\n")));

    [Fact]
    public void Half_a_letter_and_control_characters_leave_a_valid_file()
    {
        var bytes = Documents.Published("a\0b\u001b \ud83d \ufffd").As(new TextFormat());

        Assert.Equal("ab \ufffd \ufffd\n"u8.ToArray(), bytes);
    }

    private static string Write(ExportDocument document) => new TextFormat().Write(document);
}
