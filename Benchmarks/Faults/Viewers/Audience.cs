using Benchmarks.Faults.Deploying;
using Benchmarks.Faults.Traffic;

namespace Benchmarks.Faults.Viewers;

/// <summary>Everybody who watches: a third the general stream, a third several videos each, a third one video each; half of them begin at each app.</summary>
internal sealed class Audience : IDisposable
{
    private const int OfEachSort = 4;
    private const int MostNamed = 400; // the request line may be 8 KiB long

    private readonly HttpClient client = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(3) }) { Timeout = Timeout.InfiniteTimeSpan };

    /// <param name="videos">The ids of the run.</param>
    /// <param name="apps">Where the apps listen.</param>
    /// <param name="resumes">Whether viewers say where they were when they come back.</param>
    public Audience(VideoIds videos, IReadOnlyList<Uri> apps, bool resumes)
    {
        var all = videos.All.ToList();
        Viewers =
        [
            .. Enumerable.Range(0, OfEachSort).Select(number => new Viewer($"general-{number + 1}", null, apps, number, resumes, client)),
            .. Enumerable.Range(0, OfEachSort).Select(number => new Viewer(
                $"several-{number + 1}", [.. all.Where((_, index) => index % OfEachSort == number).Take(MostNamed)], apps, number, resumes, client)),
            .. Enumerable.Range(0, OfEachSort).Select(number => new Viewer(
                $"one-{number + 1}", [all[(all.Count - 1) * (number + 1) / OfEachSort]], apps, number, resumes, client)),
        ];
    }

    /// <summary>The viewers.</summary>
    public IReadOnlyList<Viewer> Viewers { get; }

    /// <summary>Which of the apps most viewers are at.</summary>
    public int MostWatched => Viewers.GroupBy(viewer => viewer.App).MaxBy(viewers => viewers.Count())!.Key;

    /// <summary>All watch until they are to end.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => Task.WhenAll(Viewers.Select(viewer => viewer.RunAsync(cancellationToken)));

    /// <summary>Who has to know what, when that is the truth: everybody watched from before the first video was submitted.</summary>
    public List<Expectation> Expect(IReadOnlyList<StoredStatus> truth) =>
        [.. from viewer in Viewers from status in truth where viewer.Watches(status.Name.VideoId) select new Expectation(viewer, status)];

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();
}
