using System.Text;
using System.Text.Json;
using BlazorApp.Export;
using CsCheck;
using Pipeline.Status;
using Xunit;

namespace Tests.Component.Export;

/// <summary>Transcripts and summaries as JSON.</summary>
public sealed class JsonFiles
{
    [Fact]
    public void Shape_is_the_documented_one() => Assert.Equal(
        """{"video":"Vhlwk1HcFdI","title":"The lighthouse","source":"https://www.youtube.com/watch?v=Vhlwk1HcFdI","kind":"transcript","language":"en","revision":4711,"text":"One. İki.","segments":[{"start":0,"end":3.25,"text":"One."},{"start":3.25,"end":4,"text":"İki."}]}""",
        Write(Documents.Transcript(new Segment(0, 0, 3.25, "One."), new Segment(1, 3.25, 4, "İki."))));

    [Fact]
    public void What_has_no_times_has_no_segments()
    {
        var summary = JsonElement.Parse(Write(Documents.Published("In brief.\nAnd more.", StatusKind.Summary) with { Link = null }));

        Assert.Equal("summary", summary.GetProperty("kind").GetString());
        Assert.Equal(JsonValueKind.Null, summary.GetProperty("source").ValueKind);
        Assert.Equal("In brief.\n\nAnd more.", summary.GetProperty("text").GetString());
        Assert.Empty(summary.GetProperty("segments").EnumerateArray());
    }

    [Fact]
    public void Whatever_is_said_is_read_as_it_was_said() => Documents.AnyText.Sample(said =>
    {
        var file = JsonElement.Parse(Documents.Transcript(new Segment(0, 0, 1, said)).As(new JsonFormat()));

        var valid = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(said)); // half a letter becomes the sign for that
        Assert.Equal(valid, file.GetProperty("segments")[0].GetProperty("text").GetString());
    }, iter: Documents.Samples);

    private static string Write(ExportDocument document) => new JsonFormat().Write(document);
}
