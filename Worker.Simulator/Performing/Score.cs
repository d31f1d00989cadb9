using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Pipeline.Jobs;
using Pipeline.Status;
using Worker.Simulator.Talks;

namespace Worker.Simulator.Performing;

/// <summary>
/// Writes performances. The seed, the job and the attempt decide everything, in every process alike, so that a demo repeats
/// and a worker that takes a job over goes on with the same talk where the other one stopped.
/// </summary>
public sealed class Score(TalkLibrary talks, IOptions<SimulatorOptions> options)
{
    private const double WordsPerSecond = 2.6;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.4);

    private static readonly StatusError[] TranscriptErrors =
    [
        new("source-unavailable", "The source closed the connection while the sound was being fetched.", Retryable: true),
        new("audio-unreadable", "A part of the sound could not be decoded.", Retryable: true),
        new("model-overloaded", "The speech model was overloaded and gave up.", Retryable: true),
    ];

    private static readonly StatusError[] SummaryErrors =
    [
        new("model-overloaded", "The language model was overloaded and gave up.", Retryable: true),
        new("answer-unreadable", "The language model answered with something that is no summary.", Retryable: true),
    ];

    /// <summary>The performance of that attempt at that job.</summary>
    public Performance Write(Job job)
    {
        var talk = talks.Pick(job.Key.VideoId, job.Key.Language, options.Value.Seed);
        var random = RandomFor(job.Key);
        var errors = job.Key.Kind == StatusKind.Transcript ? TranscriptErrors : SummaryErrors;
        var (fate, fateShare, error) = (DrawFate(random, job.Attempt), 0.3 + 0.5 * random.NextDouble(), errors[random.Next(errors.Length)]);
        var steps = job.Key.Kind == StatusKind.Transcript ? Transcribe(talk, random) : Summarise();
        var result = job.Key.Kind == StatusKind.Transcript
            ? Format(steps.Select(step => step.Segment).OfType<Segment>())
            : talk.Summary;
        return new Performance(talk.Title, steps, result, fate, (int)(fateShare * steps.Count), error);
    }

    private Fate DrawFate(Random random, int attempt)
    {
        var draw = random.NextDouble();
        if (attempt > 1)
            return Fate.Completes;
        return draw < options.Value.FailureShare ? Fate.Fails
            : draw < options.Value.FailureShare + options.Value.StallShare ? Fate.Stalls
            : Fate.Completes;
    }

    private List<Step> Transcribe(Talk talk, Random random)
    {
        var whole = options.Value.TranscriptDuration / options.Value.Speed;
        List<Step> steps = [new(0.01 * whole, 0.01, "fetching"), new(0.05 * whole, 0.05, "listening")];

        var speech = Pause;
        for (var index = 0; index < talk.Lines.Count; index++)
        {
            var words = talk.Lines[index].Count(char.IsWhiteSpace) + 1;
            var end = speech + TimeSpan.FromSeconds(words / WordsPerSecond * (0.85 + 0.3 * random.NextDouble()));
            var segment = new Segment(index, Math.Round(speech.TotalSeconds, 2), Math.Round(end.TotalSeconds, 2), talk.Lines[index]);
            var progress = 0.08 + 0.9 * (index + 1) / talk.Lines.Count;
            steps.Add(new(progress * whole, Math.Round(progress, 3), "transcribing", segment));
            speech = end + Pause;
        }

        steps.Add(new(whole, 0.99, "finishing"));
        return steps;
    }

    private List<Step> Summarise()
    {
        var whole = options.Value.SummaryDuration / options.Value.Speed;
        return [.. Enumerable.Range(1, 8).Select(part => new Step(whole * part / 8, Math.Round(part / 8.2, 3), part <= 3 ? "reading" : "summarising"))];
    }

    private static string Format(IEnumerable<Segment> segments)
    {
        var text = new StringBuilder();
        foreach (var segment in segments)
        {
            var start = TimeSpan.FromSeconds(segment.Start);
            text.Append(CultureInfo.InvariantCulture, $"[{(int)start.TotalMinutes:00}:{start.Seconds:00}] {segment.Text}\n");
        }

        return text.ToString().TrimEnd('\n');
    }

    // Random with a seed is stable across machines; string.GetHashCode is not, hence the hash.
    private Random RandomFor(StatusKey key) =>
        new(BitConverter.ToInt32(SHA256.HashData(Encoding.UTF8.GetBytes($"{options.Value.Seed}:{key}"))));
}
