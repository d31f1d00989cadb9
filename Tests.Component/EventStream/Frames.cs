using System.Text;
using System.Text.Json;
using BlazorApp.EventStream;
using Pipeline.Status;
using Xunit;

namespace Tests.Component.EventStream;

public sealed class Frames
{
    private static readonly StatusKey Key = new("talk", StatusKind.Transcript, "tr");

    [Fact]
    public void Frame_names_the_kind_the_cursor_and_the_type()
    {
        var frame = Encode("Hello", cursor: 4711);

        Assert.StartsWith("id: 4711-9f3c2a17\nevent: transcript\ndata: {\"type\":\"transcript\",\"videoId\":\"talk\",", frame, StringComparison.Ordinal);
        Assert.EndsWith("}\n\n", frame, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_is_one_line_of_JSON_whatever_the_text_holds()
    {
        const string text = "one\ntwo\r\nthree\n\nevent: fake\u2028<script>";

        var lines = Encode(text, cursor: 1).Split('\n');

        Assert.Equal(5, lines.Length); // id, event, data, and the two after the last line feeds
        using var data = JsonDocument.Parse(lines[2]["data: ".Length..]);
        Assert.Equal(text, data.RootElement.GetProperty("data").GetProperty("formatted_text").GetString());
        Assert.DoesNotContain("<script>", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Language_that_a_short_form_left_out_is_said() =>
        Assert.Contains("\"language\":\"tr\"", Encode("Hello", cursor: 1), StringComparison.Ordinal);

    [Fact]
    public void Event_of_the_stream_itself_leaves_the_cursor_alone_unless_it_has_one()
    {
        Assert.Equal("event: ping\ndata: {}\n\n", Encoding.UTF8.GetString(EventFrame.Encode("ping", "{}"u8)));
        Assert.Equal("id: 7-9f3c2a17\nevent: ping\ndata: {}\n\n", Encoding.UTF8.GetString(EventFrame.Encode("ping", "{}"u8, new StreamCursor(7, "9f3c2a17"))));
    }

    [Fact]
    public void Frame_without_its_cursor_is_the_same_event() => Assert.Equal(
        "event: ping\ndata: {}\n\n",
        Encoding.UTF8.GetString(EventFrame.WithoutCursor(EventFrame.Encode("ping", "{}"u8, new StreamCursor(7, "9f3c2a17"))).Span));

    private static string Encode(string text, long cursor) => Encoding.UTF8.GetString(EventFrame.Encode(new StatusChange(Key, new StatusMessage
    {
        VideoId = "talk",
        Status = StatusState.Completed,
        Timestamp = 1,
        Data = new StatusData { FormattedText = text },
    }), new StreamCursor(cursor, "9f3c2a17")));
}
