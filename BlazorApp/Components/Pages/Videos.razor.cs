using System.Data.Common;
using BlazorApp.Components.Videos;
using BlazorApp.Status;
using Microsoft.AspNetCore.Components;
using Pipeline.Jobs;
using Pipeline.Status;
using Pipeline.Storage;

namespace BlazorApp.Components.Pages;

/// <summary>The library: every video with the live state of each kind, page by page, filtered and sorted, and the box to submit others.</summary>
public sealed partial class Videos(
    NotificationService notifications, LibraryStore library, VideoReads reads, Submissions submissions, Reader reader, TimeProvider clock,
    NavigationManager navigation, ILogger<Videos> logger)
    : WatchingComponent(notifications, clock, logger)
{
    private ShownVideos? shown;
    private readonly HashSet<string> selected = new(StringComparer.Ordinal);
    private LibraryAddress address = LibraryAddress.Read(null, null, null, null, null, null);
    private VideoQuery query = new(1);
    private VideoQuery? watched;
    private LinkBatch? batch;
    private bool submitting;
    private string? problem;

    [SupplyParameterFromQuery]
    private string? State { get; set; }

    [SupplyParameterFromQuery(Name = "language")]
    private string? Spoken { get; set; }

    [SupplyParameterFromQuery]
    private string? Sort { get; set; }

    [SupplyParameterFromQuery]
    private string? After { get; set; }

    [SupplyParameterFromQuery]
    private string? Before { get; set; }

    [SupplyParameterFromQuery]
    private string? View { get; set; }

    [CascadingParameter]
    private HealthReport Health { get; set; } = default!;

    private DateOnly Today => reader.DayOf(Clock.GetUtcNow());

    private string BackWords => query.Sort switch
    {
        VideoSort.Newest => Words["Newer"],
        VideoSort.Oldest => Words["Older"],
        _ => Words["Previous page"],
    };

    private string OnWords => query.Sort switch
    {
        VideoSort.Newest => Words["Older"],
        VideoSort.Oldest => Words["Newer"],
        _ => Words["Next page"],
    };

    // Each day with its videos; all of them without one where the order is not that of time.
    private IEnumerable<(DateOnly? Day, List<VideoView> Videos)> Days
    {
        get
        {
            (DateOnly? Day, List<VideoView> Videos)? open = null;
            foreach (var video in shown!.Videos)
            {
                DateOnly? day = query.Sort == VideoSort.Title ? null : reader.DayOf(video.CreatedAt);
                if (open is { } full && full.Day != day)
                {
                    yield return full;
                    open = null;
                }

                open ??= (day, []);
                open.Value.Videos.Add(video);
            }

            if (open is { } last)
                yield return last;
        }
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        address = LibraryAddress.Read(State, Spoken, Sort, After, Before, View);
        reader.View = address.View ?? reader.View;
        query = address.Query(reader.View);
        if (watched == query)
            return;
        watched = query;
        selected.Clear();
        await ReadAgainAsync();
    }

    // What is selected and not there any more could be neither seen nor deselected.
    private Task ReadAgainAsync()
    {
        var next = new ShownVideos(library, reads, Clock, query);
        return WatchAsync(StatusFilter.All, next.ReadAsync, changes => OnScreenAsync(() => next.ApplyAsync(changes, Leaving)), () =>
        {
            shown = next;
            selected.IntersectWith(next.Videos.Select(video => video.Id));
        });
    }

    private async Task SubmitAsync((string Source, string Language) asked)
    {
        if (submitting)
            return;
        (batch, problem) = (null, null);
        var lines = LinkBatch.Lines(asked.Source);
        if (lines.Count > 1)
        {
            await SubmitAsync(lines, asked.Language);
            return;
        }

        var (source, refusal) = VideoSource.Read(asked.Source);
        problem = refusal is null ? null : Words[refusal].Value;
        if (source is null)
            return;

        submitting = true;
        try
        {
            await submissions.SubmitAsync(source, asked.Language, title: null, Leaving);
            navigation.NavigateTo($"/videos/{source.VideoId}?language={asked.Language}");
        }
        catch (DbException exception)
        {
            (submitting, problem) = (false, Words["The database does not answer, so nothing was submitted. Try again in a moment."]);
            LogUnusable(exception.Message);
        }
    }

    private async Task SubmitAsync(IReadOnlyList<PastedLink> lines, string language)
    {
        if (lines.Count > LinkBatch.MostLines)
        {
            problem = Words["These are {0} lines, and {1} are taken at once. Nothing was submitted, and nothing is lost: submit them in parts.", lines.Count, LinkBatch.MostLines];
            return;
        }

        (submitting, batch) = (true, LinkBatch.Of(lines));
        var refusal = await batch.SubmitAsync(submissions, language, Clock, () => InvokeAsync(StateHasChanged));
        submitting = false;
        if (refusal is not null)
            LogUnusable(refusal.Message);
    }

    private void Select((VideoView Video, bool Selected) change)
    {
        if (change.Selected)
            selected.Add(change.Video.Id);
        else
            selected.Remove(change.Video.Id);
    }

    private void SelectAll(bool all)
    {
        selected.Clear();
        if (all)
            selected.UnionWith(shown!.Videos.Select(video => video.Id));
    }

    private void Deselect(IReadOnlyCollection<string> ids) => selected.ExceptWith([.. ids]);
}
