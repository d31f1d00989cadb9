using System.Data.Common;
using Pipeline.Jobs;
using Pipeline.Status;

namespace BlazorApp.Components.Videos;

/// <summary>Several links submitted at once, one a line, and what became of each.</summary>
public sealed class LinkBatch
{
    /// <summary>How many lines are taken at once.</summary>
    public const int MostLines = 1000;

    private static readonly TimeSpan BetweenProgress = TimeSpan.FromMilliseconds(250);

    private readonly List<PastedLink> waiting = [];
    private readonly List<PastedLink> bad = [];
    private readonly List<PastedLink> twice = [];
    private readonly List<VideoSource> there = [];
    private int done;

    private LinkBatch(IEnumerable<PastedLink> links)
    {
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var link in links)
            (link.Source is null ? bad : named.Add(link.Source.VideoId) ? waiting : twice).Add(link);
    }

    /// <summary>How many links will have been submitted at the end.</summary>
    public int Count => waiting.Count;

    /// <summary>How many of them have been.</summary>
    public int Done => Volatile.Read(ref done);

    /// <summary>How many of those were new.</summary>
    public int Accepted => Done - there.Count;

    /// <summary>Those that are in the library already, in that language. Read it when <see cref="Finished"/>.</summary>
    public IReadOnlyList<VideoSource> There => there;

    /// <summary>The ids of videos that several lines name, each with how many those are.</summary>
    public IReadOnlyList<(string VideoId, int Lines)> Twice => [.. twice.GroupBy(link => link.Source!.VideoId, (id, others) => (id, others.Count() + 1))];

    /// <summary>How many lines are no link.</summary>
    public int Bad => bad.Count;

    /// <summary>Those lines by what is wrong with them, as they stand: their numbers in what was pasted are not those in <see cref="Rest"/>.</summary>
    public IReadOnlyList<(string Problem, IReadOnlyList<string> Lines)> BadByProblem =>
        [.. bad.GroupBy(line => line.Problem!, (problem, lines) => (problem, (IReadOnlyList<string>)[.. lines.Select(line => line.Text)]))];

    /// <summary>Whether nothing of it goes on any more.</summary>
    public bool Finished { get; private set; }

    /// <summary>Whether the database went away before the end.</summary>
    public bool Interrupted => Finished && Done < Count;

    /// <summary>What is left to correct or to submit again, in the order in which it stood.</summary>
    public string Rest => string.Join('\n', Left.Select(link => link.Text));

    private IEnumerable<PastedLink> Left => bad.Concat(waiting.Skip(Done)).OrderBy(link => link.Number);

    /// <summary>The lines of a text that hold anything.</summary>
    public static IReadOnlyList<PastedLink> Lines(string? text) =>
    [
        .. (text ?? "").ReplaceLineEndings("\n").Split('\n').Index().Where(line => !string.IsNullOrWhiteSpace(line.Item)).Select(line =>
        {
            var (source, problem) = VideoSource.Read(line.Item);
            return new PastedLink(line.Index + 1, line.Item.Trim(), source, problem);
        }),
    ];

    /// <summary>A batch of these lines; nothing is submitted yet.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They are more than <see cref="MostLines"/>.</exception>
    public static LinkBatch Of(IReadOnlyList<PastedLink> lines)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lines.Count, MostLines);
        return new LinkBatch(lines);
    }

    /// <summary>Submits one after the other, outside of the caller's context, until all are or the database does not answer.</summary>
    /// <param name="submissions">What takes them.</param>
    /// <param name="language">The language of all.</param>
    /// <param name="clock">Times the progress.</param>
    /// <param name="progress">Called now and then.</param>
    /// <returns>Why the database refused; null when all were submitted.</returns>
    public async Task<DbException?> SubmitAsync(Submissions submissions, string language, TimeProvider clock, Func<Task> progress)
    {
        try
        {
            await Task.Run(async () =>
            {
                var told = clock.GetTimestamp();
                foreach (var link in waiting)
                {
                    // What has begun goes on when the page is left: whoever pasted a thousand links did not mean the first ten.
                    var submission = await submissions.SubmitAsync(link.Source!, language, title: null, CancellationToken.None);
                    if (!submission.Created)
                        there.Add(link.Source!);
                    Volatile.Write(ref done, done + 1);
                    if (clock.GetElapsedTime(told) < BetweenProgress)
                        continue;
                    told = clock.GetTimestamp();
                    await progress();
                }
            });
            return null;
        }
        catch (DbException refusal)
        {
            return refusal;
        }
        finally
        {
            Finished = true;
        }
    }
}
