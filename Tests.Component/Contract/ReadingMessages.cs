using System.Text;
using System.Text.Json;
using Pipeline.Announcements;
using Pipeline.Status;
using Xunit;

namespace Tests.Component.Contract;

public sealed class ReadingMessages
{
    private const int MaxBytes = 256 * 1024;
    private const string Good = """{"videoId":"talk","status":"completed","timestamp":1}""";

    /// <summary>What is wrong, and a payload in which only that is wrong.</summary>
    public static TheoryData<string, string> BadPayloads => new()
    {
        { "empty", "" },
        { "no JSON", "hello" },
        { "cut off", Good[..^1] },
        { "two messages", Good + Good },
        { "trailing comma", With(""" "stage":"x", """) },
        { "comment", "/* hi */" + Good },
        { "null", "null" },
        { "number", "42" },
        { "string", "\"completed\"" },
        { "array", "[]" },
        { "array of messages", $"[{Good}]" },
        { "empty object", "{}" },
        { "a name with half a surrogate pair", """{"\ud800revisio":1,"videoId":"talk","status":"completed","timestamp":1}""" },
        { "a state with half a surrogate pair", """{"videoId":"talk","status":"\ud800ompleted","timestamp":1}""" },
        { "no videoId", """{"status":"completed","timestamp":1}""" },
        { "no status", """{"videoId":"talk","timestamp":1}""" },
        { "no timestamp", """{"videoId":"talk","status":"completed"}""" },
        { "names in another case", """{"VideoId":"talk","Status":"completed","Timestamp":1}""" },
        { "videoId is a number", """{"videoId":5,"status":"completed","timestamp":1}""" },
        { "videoId is null", """{"videoId":null,"status":"completed","timestamp":1}""" },
        { "videoId is empty", """{"videoId":"","status":"completed","timestamp":1}""" },
        { "videoId climbs", """{"videoId":"a/../b","status":"completed","timestamp":1}""" },
        { "videoId has a space", """{"videoId":"a b","status":"completed","timestamp":1}""" },
        { "videoId ends with a line feed", """{"videoId":"talk\n","status":"completed","timestamp":1}""" },
        { "videoId is too long", $$"""{"videoId":"{{new string('a', 65)}}","status":"completed","timestamp":1}""" },
        { "unknown state", """{"videoId":"talk","status":"done","timestamp":1}""" },
        { "state is a number", """{"videoId":"talk","status":2,"timestamp":1}""" },
        { "state is a number in a string", """{"videoId":"talk","status":"2","timestamp":1}""" },
        { "state is null", """{"videoId":"talk","status":null,"timestamp":1}""" },
        { "state in capitals", """{"videoId":"talk","status":"COMPLETED","timestamp":1}""" },
        { "state with a space", """{"videoId":"talk","status":" completed","timestamp":1}""" },
        { "two states", """{"videoId":"talk","status":"queued, failed","timestamp":1}""" },
        { "timestamp is a string", """{"videoId":"talk","status":"completed","timestamp":"1"}""" },
        { "timestamp is negative", """{"videoId":"talk","status":"completed","timestamp":-1}""" },
        { "timestamp is a fraction", """{"videoId":"talk","status":"completed","timestamp":1.5}""" },
        { "timestamp is beyond the year 9999", """{"videoId":"talk","status":"completed","timestamp":253402300800000}""" },
        { "timestamp is beyond any number", """{"videoId":"talk","status":"completed","timestamp":1e400}""" },
        { "language is malformed", With(""" "language":"en/../tr" """) },
        { "language is empty", With(""" "language":"" """) },
        { "revision is zero", With(""" "revision":0 """) },
        { "revision is negative", With(""" "revision":-5 """) },
        { "revision is a string", With(""" "revision":"5" """) },
        { "attempt is negative", With(""" "attempt":-1 """) },
        { "progress is over 1", With(""" "progress":1.01 """) },
        { "progress is negative", With(""" "progress":-0.1 """) },
        { "progress is NaN", With(""" "progress":NaN """) },
        { "progress is NaN in a string", With(""" "progress":"NaN" """) },
        { "progress is infinite", With(""" "progress":1e999 """) },
        { "segments is negative", With(""" "segments":-1 """) },
        { "newest is an object", With(""" "newest":{} """) },
        { "newest holds null", With(""" "newest":[null] """) },
        { "newest holds a segment without text", With(""" "newest":[{"index":0,"start":0,"end":1}] """) },
        { "newest holds a segment whose text is null", With(""" "newest":[{"index":0,"start":0,"end":1,"text":null}] """) },
        { "newest holds a negative index", With(""" "newest":[{"index":-1,"start":0,"end":1,"text":"x"}] """) },
        { "newest holds a segment that ends before it starts", With(""" "newest":[{"index":0,"start":2,"end":1,"text":"x"}] """) },
        { "newest holds a segment that never ends", With(""" "newest":[{"index":0,"start":0,"end":1e999,"text":"x"}] """) },
        { "newest is too long", With($""" "newest":[{string.Join(',', Enumerable.Repeat("""{"index":0,"start":0,"end":1,"text":"x"}""", StatusMessageReader.MaxNewest + 1))}] """) },
        { "title is a number", With(""" "title":5 """) },
        { "title is too long", With($""" "title":"{new string('x', StatusMessageReader.MaxTitleLength + 1)}" """) },
        { "stage is too long", With($""" "stage":"{new string('x', 101)}" """) },
        { "worker is too long", With($""" "worker":"{new string('x', 101)}" """) },
        { "traceparent is too long", With($""" "traceparent":"{new string('x', 101)}" """) },
        { "error is a string", With(""" "error":"broken" """) },
        { "error without a code", With(""" "error":{"message":"It broke."} """) },
        { "error whose message is null", With(""" "error":{"code":"broken","message":null} """) },
        { "error is too long", With($$""" "error":{"code":"broken","message":"{{new string('x', 2001)}}"} """) },
        { "data is a string", With(""" "data":"Hello" """) },
        { "data is an array", With(""" "data":["Hello"] """) },
        { "text is an object", With(""" "data":{"formatted_text":{"a":1}} """) },
        { "reference leads elsewhere", With(""" "data":{"ref":"https://example.com/x","bytes":1} """) },
        { "size is negative", With(""" "data":{"ref":"/api/videos/talk/transcript","bytes":-1} """) },
        { "a member twice", """{"videoId":"talk","videoId":"other","status":"completed","timestamp":1}""" },
        { "a nested member twice", With(""" "data":{"content":"a","content":"b"} """) },
        { "half of a surrogate pair", With(""" "title":"\ud83d" """) },
        { "50 levels deep", With($""" "unknown":{new string('[', 50)}{new string(']', 50)} """) },
        { "50 levels deep in data", With($$""" "data":{"unknown":{{string.Concat(Enumerable.Repeat("{\"a\":", 50))}}1{{new string('}', 50)}}} """) },
        { "1 MB", With($$""" "data":{"content":"{{new string('x', 1024 * 1024)}}"} """) },
    };

    [Theory]
    [MemberData(nameof(BadPayloads))]
    public void What_is_not_in_the_contract_is_refused_with_a_reason_that_never_quotes_it(string what, string payload)
    {
        var (message, problem) = Read(payload);

        Assert.True(message is null, $"{what} was read as {message}.");
        Assert.False(StatusMessageScan.TryScan(Encoding.UTF8.GetBytes(payload), MaxBytes, out _), $"{what} was vouched for.");
        _ = StatusMessageReader.CarriesRevision(Encoding.UTF8.GetBytes(payload)); // while a process sheds, that is all that is asked; it throws at nothing
        // And not with a revision either, without which nothing is vouched for.
        Assert.False(StatusMessageScan.TryScan(Encoding.UTF8.GetBytes(payload.Replace("{\"videoId\"", "{\"revision\":7,\"videoId\"", StringComparison.Ordinal)), MaxBytes, out _), what);
        Assert.False(string.IsNullOrWhiteSpace(problem));
        Assert.True(problem!.Length < 150, problem);
        Assert.DoesNotContain("xxxx", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("Hello", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_UTF8_are_refused()
    {
        var payload = Encoding.UTF8.GetBytes(With(""" "title":"?" """));
        payload[Array.LastIndexOf(payload, (byte)'?')] = 0xFF;

        Assert.NotNull(StatusMessageReader.Read(payload, MaxBytes).Problem);
    }

    [Fact]
    public void Message_of_exactly_the_limit_is_read_and_one_byte_more_is_not()
    {
        Assert.NotNull(StatusMessageReader.Read(Encoding.UTF8.GetBytes(Good), Good.Length).Message);
        Assert.NotNull(StatusMessageReader.Read(Encoding.UTF8.GetBytes(Good), Good.Length - 1).Problem);
    }

    [Fact]
    public void Unknown_members_are_left_behind()
    {
        var (message, problem) = Read(With(""" "priority":7, "data":{"content":"Hello","words":1}, "nested":{"a":[1,2]} """));

        Assert.Null(problem);
        Assert.Equal("Hello", message!.Data!.Content);
        Assert.DoesNotContain("priority", JsonSerializer.Serialize(message, StatusJson.Wire.StatusMessage), StringComparison.Ordinal);
    }

    [Fact]
    public void Control_characters_are_removed_and_lines_and_tabs_stay()
    {
        var (message, _) = Read(With(""" "title":"a\u0000b\u001bc\u0085d", "stage":"x\r", "data":{"formatted_text":"one\r\n\ttwo\u0007"} """));

        Assert.Equal(("abcd", "x", "one\n\ttwo"), (message!.Title, message.Stage, message.Data!.FormattedText));
    }

    [Fact]
    public void Markup_is_text_and_is_written_so_that_nothing_can_take_it_for_markup()
    {
        var (message, _) = Read(With(""" "data":{"content":"<script>alert(1)</script>"} """));

        Assert.Equal("<script>alert(1)</script>", message!.Data!.Text);
        Assert.DoesNotContain("<", JsonSerializer.Serialize(message, StatusJson.Wire.StatusMessage), StringComparison.Ordinal);
    }

    [Fact]
    public void Members_that_are_null_are_absent()
    {
        var (message, problem) = Read(With(""" "language":null, "revision":null, "data":null, "error":null, "newest":null """));

        Assert.Null(problem);
        Assert.Equal((null, null, null), (message!.Language, message.Revision, message.Data));
    }

    private static (StatusMessage? Message, string? Problem) Read(string payload) => StatusMessageReader.Read(Encoding.UTF8.GetBytes(payload), MaxBytes);

    private static string With(string members) => $"{Good[..^1]},{members}}}";
}
