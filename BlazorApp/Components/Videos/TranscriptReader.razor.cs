using System.Data.Common;
using Microsoft.AspNetCore.Components;
using Pipeline.Search;
using Pipeline.Storage;

namespace BlazorApp.Components.Videos;

/// <summary>A transcript and a reader who moves in it: scrolls, searches, follows links to moments. Lines are read as he comes to them.</summary>
public sealed partial class TranscriptReader(ResultStore results, NavigationManager navigation, ILogger<TranscriptReader> logger) : ComponentBase, IDisposable
{
    // Never disposed, because what still runs when the page is left asks for its token; it holds nothing to release.
    private readonly CancellationTokenSource leaving = new();
    private TranscriptSearch? search;
    private LinePlace? place;
    private ShownResult? of;
    private ShownResult? besideOf;
    private double? shownMoment;
    private LinesBeside? beside;
    private string? uri;
    private string address = "?";
    private int turn;

    /// <summary>The video.</summary>
    [Parameter, EditorRequired]
    public required ShownVideo Video { get; set; }

    /// <summary>Its transcript.</summary>
    [Parameter, EditorRequired]
    public required ShownResult Result { get; set; }

    /// <summary>Whether news arrive.</summary>
    [Parameter, EditorRequired]
    public required bool Live { get; set; }

    /// <summary>The moment of the video to go to, in seconds; null for none.</summary>
    [Parameter]
    public double? Moment { get; set; }

    /// <summary>The words that were searched for and found there, or somewhere in the text where there is no moment; null when no search led here.</summary>
    [Parameter]
    public SearchQuery? Said { get; set; }

    /// <summary>The language to lay beside it; null for none.</summary>
    [Parameter]
    public string? Beside { get; set; }

    /// <summary>Whether a request of this reader is under way.</summary>
    [Parameter]
    public bool Asked { get; set; }

    /// <summary>The reader asks to stop it.</summary>
    [Parameter]
    public EventCallback OnCancel { get; set; }

    /// <summary>The reader asks to start it again.</summary>
    [Parameter]
    public EventCallback OnRetry { get; set; }

    /// <inheritdoc/>
    public void Dispose() => leaving.Cancel();

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        ReadAddress();
        if (of != Result)
        {
            (of, shownMoment, search) = (Result, Moment, new TranscriptSearch(results, Result));
            place = Moment is { } first && Result.Lines.At(first) is { } line ? new LinePlace(line, ++turn, Said) : null;
        }
        else if (Moment != shownMoment)
        {
            // A link to a moment was followed, or the reader went back to where he was before.
            shownMoment = Moment;
            if (Moment is { } moment)
                await TryAsync(async () => await GoToAsync(await results.FindSegmentAsync(Result.Key, moment, leaving.Token), Said));
        }

        await TryAsync(() => search!.GoOnAsync(leaving.Token));
        await LayBesideAsync();
    }

    private void ReadAddress()
    {
        if (uri == navigation.Uri)
            return;
        uri = navigation.Uri;
        // The words of a search belong to the line that it found, not to those that the reader goes to from there.
        var here = new Uri(navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { ["t"] = null, ["q"] = null })).PathAndQuery;
        address = here + (here.Contains('?', StringComparison.Ordinal) ? '&' : '?');
    }

    private async Task LayBesideAsync()
    {
        if (Beside != beside?.Language || (beside is not null && of != besideOf))
            (beside, besideOf) = (Beside is null ? null : new LinesBeside(results, Result.Key with { Language = Beside }), Result);
        if (beside is not null)
            await TryAsync(() => beside.ReadAsync(Result.Lines, leaving.Token));
    }

    private Task WantAsync(LinesWantedEventArgs wanted) => TryAsync(async () =>
    {
        Result.Lines.Follows = wanted.Follows;
        if (wanted.From is not { } line)
            return;
        await Video.GoToAsync(Result, line, leaving.Token);
        await LayBesideAsync();
    });

    private Task FindAsync(string? find) => TryAsync(async () =>
    {
        await search!.SearchAsync(find, leaving.Token);
        await GoToAsync(search.Line);
    });

    private Task StepAsync(int by) => TryAsync(async () =>
    {
        search!.Step(by);
        await GoToAsync(search.Line);
    });

    private async Task GoToAsync(int? index, SearchQuery? said = null)
    {
        if (index is not { } line)
            return;
        Result.Lines.Follows = false;
        if (!Result.Lines.Holds(line))
        {
            await Video.GoToAsync(Result, line, leaving.Token);
            await LayBesideAsync();
        }

        place = new LinePlace(line, ++turn, said);
    }

    private async Task TryAsync(Func<Task> move)
    {
        try
        {
            await move();
        }
        catch (DbException exception)
        {
            LogUnread(Result.Key.VideoId, exception.Message); // the page says that the database does not answer; what is held stays
        }
    }

    [LoggerMessage(LogLevel.Warning, "Lines of {VideoId} could not be read: {Reason}")]
    private partial void LogUnread(string videoId, string reason);
}
