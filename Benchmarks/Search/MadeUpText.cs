using Pipeline.Search;
using Pipeline.Status;
using Pipeline.Storage;

namespace Benchmarks.Search;

/// <summary>A transcript, and the rows that a completed one leaves.</summary>
internal sealed class MadeUpText
{
    /// <param name="number">Which one it is, from 0.</param>
    /// <param name="lines">What is said.</param>
    public MadeUpText(int number, IReadOnlyList<string> lines)
    {
        (Number, Lines) = (number, lines);
        var (id, text) = ($"talk-{number}", string.Join('\n', lines));
        Video = new VideoRow { Id = id, Title = string.Join(' ', lines[0].Split(' ').Take(5)), Language = "en", CreatedAt = DateTimeOffset.UnixEpoch.AddMinutes(number) };
        Result = new ResultRow { VideoId = id, Kind = StatusKind.Transcript, Language = "en", Text = text, Bytes = 0 };
        Row = new SearchRow { VideoId = id, Kind = StatusKind.Transcript, Language = "en" };
        Document = new SearchDocument(Video.Title, text, StatusKind.Transcript, "en");
    }

    /// <summary>Which one it is.</summary>
    public int Number { get; }

    /// <summary>What is said.</summary>
    public IReadOnlyList<string> Lines { get; }

    /// <summary>The video.</summary>
    public VideoRow Video { get; }

    /// <summary>The result.</summary>
    public ResultRow Result { get; }

    /// <summary>Its number in the index, once it is stored.</summary>
    public SearchRow Row { get; }

    /// <summary>What of it is indexed.</summary>
    public SearchDocument Document { get; }
}
