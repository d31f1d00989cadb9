using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Pipeline.Demo;
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
    /// <param name="job">The job.</param>
    /// <param name="wish">What a demo asks for instead of the options. The talk and its lines are the same with and without it.</param>
    public Performance Write(Job job, DemoWish? wish = null)
    {
        var talk = talks.Pick(job.Key.VideoId, job.Key.Language, options.Value.Seed);
        var random = RandomFor($"{options.Value.Seed}:{job.Key}");
        var errors = job.Key.Kind == StatusKind.Transcript ? TranscriptErrors : SummaryErrors;
        var (fate, fateShare, error) = Draw(random, job.Attempt, options.Value.FailureShare, options.Value.StallShare, errors);
        if (wish is not null)
            (fate, fateShare, error) = Draw(RandomFor($"{wish.Seed}:{wish.Place}:{job.Key.Kind}"), job.Attempt, wish.FailureShare, wish.StallShare, errors);
        var speed = wish?.Speed ?? options.Value.Speed;
        var steps = job.Key.Kind == StatusKind.Transcript ? Transcribe(talk, random, speed) : Summarise(speed);
        var result = job.Key.Kind == StatusKind.Transcript
            ? Format(steps.Select(step => step.Segment).OfType<Segment>())
            : talk.Summary;
        return new Performance(talk.Title, steps, result, fate, (int)(fateShare * steps.Count), error);
    }

    private static (Fate Fate, double Share, StatusError Error) Draw(Random random, int attempt, double failures, double stalls, StatusError[] errors)
    {
        var draw = random.NextDouble();
        var fate = attempt > 1 ? Fate.Completes
            : draw < failures ? Fate.Fails
            : draw < failures + stalls ? Fate.Stalls
            : Fate.Completes;
        return (fate, 0.3 + 0.5 * random.NextDouble(), errors[random.Next(errors.Length)]);
    }

    private List<Step> Transcribe(Talk talk, Random random, double speed)
    {
        var whole = options.Value.TranscriptDuration / speed;
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

    private List<Step> Summarise(double speed)
    {
        var whole = options.Value.SummaryDuration / speed;
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
    private static Random RandomFor(string what) => new(BitConverter.ToInt32(SHA256.HashData(Encoding.UTF8.GetBytes(what))));
}
