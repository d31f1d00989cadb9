using System.Text;
using System.Text.Json;
using Pipeline.Announcements;
using Pipeline.Status;
using Xunit;

namespace Tests.Component.Contract;

/// <summary>
/// The messages in <c>Golden/</c> are the contract, byte for byte. A change that breaks one of these tests breaks programs that
/// are not in this repository.
/// </summary>
public sealed class GoldenMessages
{
    private const string Video = "Vhlwk1HcFdI";
    private const long Moment = 1732374000000;

    public static TheoryData<string> Names => [.. Directory.EnumerateFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order()];

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Golden");

    [Theory]
    [MemberData(nameof(Names))]
    public void Message_is_written_as_its_golden_file_says(string name) =>
        Assert.Equal(Read(name), JsonSerializer.Serialize(MessageOf(name), StatusJson.Wire.StatusMessage));

    [Theory]
    [MemberData(nameof(Names))]
    public void Golden_file_is_read_as_the_message_it_says(string name)
    {
        var (message, problem) = StatusMessageReader.Read(Encoding.UTF8.GetBytes(Read(name)), maxBytes: 256 * 1024);

        Assert.Null(problem);
        Assert.Equivalent(MessageOf(name), message, strict: true);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Only_the_short_form_has_no_revision(string name) =>
        Assert.Equal(name.StartsWith("short-", StringComparison.Ordinal), MessageOf(name).Revision is null);

    private static string Read(string name) => File.ReadAllText(Path.Combine(Folder, name + ".json")).TrimEnd('\n');

    private static StatusMessage MessageOf(string name)
    {
        var full = new StatusMessage { VideoId = Video, Language = "en", Status = StatusState.Completed, Timestamp = Moment, Revision = 4711, Attempt = 1, Progress = 1 };
        var brief = new StatusMessage { VideoId = Video, Status = StatusState.Completed, Timestamp = Moment };
        var transcript = new StatusKey(Video, StatusKind.Transcript, "en");
        return name switch
        {
            "full-queued" => full with
            {
                Status = StatusState.Queued,
                Revision = 4700,
                Attempt = 0,
                Progress = 0,
                Segments = 0,
                Traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            },
            "full-processing" => full with
            {
                Language = "tr",
                Status = StatusState.Processing,
                Timestamp = Moment + 1500,
                Revision = 4705,
                Progress = 0.25,
                Stage = "transcribing",
                Worker = "simulator-1",
                Segments = 3,
                Newest = [new Segment(2, 4.2, 6.75, "Işıl ışıl bir gün.")],
                Title = "Sakin günler",
            },
            "full-cancelling" => full with
            {
                Status = StatusState.Processing,
                Timestamp = Moment + 1500,
                Revision = 4706,
                Progress = 0.5,
                Cancelling = true,
            },
            "full-deleted" => full with { Timestamp = Moment + 3000, Revision = 4720, Deleted = true },
            "full-failed" => full with
            {
                Status = StatusState.Failed,
                Timestamp = Moment + 2000,
                Revision = 4707,
                Attempt = 2,
                Progress = 0.5,
                Error = new StatusError("source_unavailable", "The video is private.", Retryable: true),
            },
            "full-completed-transcript" => full with { Data = StatusData.Of(transcript, "Hello.\nAnd goodbye <script>.", inlineLimit: 16384) },
            "full-completed-summary" => full with { Revision = 4713, Data = StatusData.Of(transcript with { Kind = StatusKind.Summary }, "It says hello.", 16384) },
            "full-completed-reference" => full with { Data = StatusData.Of(transcript, new string('ş', 35000), inlineLimit: 16384) },
            "short-transcript" => brief with { Data = new StatusData { FormattedText = "Hello" } },
            "short-summary" => brief with { Data = new StatusData { Content = "In short: hello" } },
            "short-processing" => brief with { Status = StatusState.Processing },
            _ => throw new ArgumentException($"No message is known for Golden/{name}.json.", nameof(name)),
        };
    }
}
