using BlazorApp.Status;
using Pipeline.Status;
using Pipeline.Storage;

namespace BlazorApp.Components.Videos;

/// <summary>What a page shows of one video in one language: read from the store, then kept current by changes.</summary>
/// <param name="videos">Where statuses are read.</param>
/// <param name="reads">Reads the video when a change says that there is more to know.</param>
/// <param name="store">Where results are read.</param>
/// <param name="id">A well-formed <see cref="VideoId"/>; nobody need have submitted it.</param>
/// <param name="asked">The language that was asked for; null for the video's own.</param>
/// <param name="clock">Notes when its statuses were last heard of.</param>
/// <param name="at">The moment of the video that is asked for, in seconds; null for where reading begins.</param>
public sealed class ShownVideo(VideoStore videos, VideoReads reads, ResultStore store, string id, string? asked, TimeProvider clock, double? at = null)
{
    private static readonly SegmentStretch Stretch = new() { Most = ShownLines.Most, Piece = ShownLines.Piece };

    private readonly Dictionary<StatusKey, StatusChange> statuses = [];
    private Dictionary<StatusKind, ShownResult> results = [];
    private string? own;
    private IReadOnlyList<string>? languages;

    /// <summary>The video's id.</summary>
    public string Id { get; } = id;

    /// <summary>What people call it; the id until somebody knows better.</summary>
    public string Title { get; private set; } = id;

    /// <summary>The submitted link; null when a bare id was submitted or another program published about it.</summary>
    public string? Link { get; private set; }

    /// <summary>Whether somebody deleted it. Then nothing is shown of it.</summary>
    public bool IsDeleted { get; private set; }

    /// <summary>Until when the deletion can be taken back at least; null where nobody deleted it, and once nothing is left of it.</summary>
    public DateTimeOffset? RestorableUntil { get; private set; }

    /// <summary>Holds the lines around that one, or the newest when there are not as many.</summary>
    /// <returns>Whether there are any lines.</returns>
    public async Task<bool> GoToAsync(ShownResult result, int index, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (await store.GetAsync(result.Key, cancellationToken, Stretch with { From = index }) is not { Segments.Count: > 0 } read)
            return false;
        result.Lines.Hold(read.Segments, read.Status.Message.Segments ?? 0);
        return true;
    }

    /// <summary>The index of the line at that moment, in seconds; null when there are no lines.</summary>
    public Task<int?> FindLineAsync(ShownResult result, double moment, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(result);
        return store.FindSegmentAsync(result.Key, moment, cancellationToken);
    }

    /// <summary>Whether anything is known about the video, in whatever language.</summary>
    public bool IsKnown => own is not null;

    /// <summary>The language that is shown.</summary>
    public string Language => asked ?? own ?? Pipeline.Status.Language.Default;

    /// <summary>Whether anything is known about the video in the language that is shown.</summary>
    public bool IsStarted => results.Values.Any(result => result.Status is not null);

    /// <summary>The languages it has statuses in, its own first; the same list as long as nothing is read and no others come.</summary>
    public IReadOnlyList<string> Languages => languages ??=
        [.. statuses.Keys.Where(key => !IsGone(key)).Select(key => key.Language).Distinct().OrderBy(language => language != own).ThenBy(language => language, StringComparer.Ordinal)];

    /// <summary>What is shown of that kind.</summary>
    public ShownResult Of(StatusKind kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        if (!results.TryGetValue(kind, out var result) || result.Key.Language != Language)
            results[kind] = result = new ShownResult(new StatusKey(Id, kind, Language), clock);
        return result;
    }

    /// <summary>Reads everything from the store.</summary>
    /// <returns>The statuses as they were read.</returns>
    public async Task<IEnumerable<StatusChange>> ReadAsync(CancellationToken cancellationToken)
    {
        var read = new Dictionary<StatusKey, StatusChange>();
        foreach (var status in Take(await videos.GetVideoAsync(Id, cancellationToken)))
            read[status.Key] = status;
        foreach (var kind in StatusKind.All)
        {
            if (read.TryGetValue(Of(kind).Key, out var status) && status.Message.Deleted is null && await store.GetAsync(Of(kind).Key, cancellationToken, WhereToRead(Of(kind))) is { } result)
            {
                Of(kind).Take(result);
                read[result.Status.Key] = result.Status;
            }
        }

        foreach (var status in read.Values)
            Note(status);
        foreach (var (kind, result) in results)
        {
            if (IsGone(result.Key))
                results.Remove(kind);
        }

        return read.Values;
    }

    /// <summary>Applies changes in the order given, and reads what they announce without carrying it.</summary>
    public async Task ApplyAsync(IEnumerable<StatusChange> changes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changes);
        foreach (var change in changes)
        {
            if (change.Over(statuses.GetValueOrDefault(change.Key)) is null)
                continue;
            if (IsDeleted || change.Message.Deleted == true)
            {
                // Of a video that was deleted, and of one that was had back or submitted anew, all is read.
                Note(change);
                await ReadAsync(cancellationToken);
                continue;
            }

            var first = own is null;
            own ??= change.Key.Language;
            var turned = statuses.GetValueOrDefault(change.Key)?.Message.Stage != change.Message.Stage || change.Message.Status.IsFinal;
            Note(change);
            Title = change.Message.Title ?? Title;
            await ApplyAsync(change, cancellationToken);

            // A title travels in one message, which a newer one may have replaced in the mailbox.
            if (first || (Title == Id && turned))
                Take(await reads.ReadAsync(change, cancellationToken));
        }
    }

    private async Task ApplyAsync(StatusChange change, CancellationToken cancellationToken)
    {
        var result = Of(change.Key.Kind);
        if (result.Key != change.Key)
            return;
        var missing = result.Apply(change);
        var lines = result.Lines;
        if (missing == Missing.Segments && !lines.HoldsEnd)
            lines.CountTo(result.Message?.Segments ?? 0); // the reader is elsewhere
        else if (missing == Missing.Segments && result.Message?.Segments - lines.Count <= ShownLines.Most)
            lines.Append(await store.GetSegmentsAsync(result.Key, lines.Count, ShownLines.Most, cancellationToken));
        else if (missing != Missing.Nothing && await store.GetAsync(result.Key, cancellationToken, WhereToRead(result)) is { } read)
            result.Take(read);
    }

    // A page that reads everything again, because it had missed too much, leaves its reader where he is.
    private SegmentStretch WhereToRead(ShownResult result) => result.IsTimed
        ? Stretch with { From = result.Lines.Follows && result.Lines.HoldsEnd ? int.MaxValue : result.Lines.First + (2 * ShownLines.Piece) }
        : Stretch with { At = at };

    private IReadOnlyList<StatusChange> Take(VideoView? video)
    {
        if (video is null)
            return [];
        (Title, own, languages) = (video.Title, video.Language, null);
        (IsDeleted, RestorableUntil) = (video.DeletedAt is not null, video.RestorableUntil);
        Link = video.Source is { } source && source.StartsWith("https://", StringComparison.Ordinal) ? source : null;
        return video.Statuses;
    }

    private bool IsGone(StatusKey key) => statuses.GetValueOrDefault(key)?.Message.Deleted == true;

    private void Note(StatusChange change)
    {
        var before = statuses.GetValueOrDefault(change.Key);
        statuses[change.Key] = change.Over(before) ?? before!;
        if (before is null || before.Message.Deleted != change.Message.Deleted)
            languages = null;
    }
}
