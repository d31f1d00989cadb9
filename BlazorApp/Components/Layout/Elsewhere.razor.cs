using System.Data.Common;
using BlazorApp.Components.Videos;
using BlazorApp.Status;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using Pipeline.Status;
using Pipeline.Storage;

namespace BlazorApp.Components.Layout;

/// <summary>Says quietly how the videos end that a person has opened, while he looks at another page; never what the eye already sees.</summary>
public sealed partial class Elsewhere(
    NotificationService notifications, FollowedVideos followed, VideoStore store, TimeProvider clock, ISnackbar toasts, NavigationManager navigation,
    ILogger<Elsewhere> logger)
    : ComponentBase, IAsyncDisposable
{
    private static readonly TimeSpan ReadAgainAfter = TimeSpan.FromSeconds(1);

    // Never disposed, because what still runs when the circuit ends asks for its token; it holds nothing to release.
    private readonly CancellationTokenSource leaving = new();
    private readonly Dictionary<StatusKey, StatusState> known = [];
    private readonly SemaphoreSlim turn = new(1);
    private IDisposable? followedWatch;
    private IAsyncDisposable? watch;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await leaving.CancelAsync();
        followedWatch?.Dispose();
        if (watch is not null)
            await watch.DisposeAsync();
    }

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
            followedWatch = followed.Watch(() => _ = InvokeAsync(WatchAsync));
        if (firstRender && followed.Ids.Count > 0)
            _ = InvokeAsync(WatchAsync);
    }

    private async Task WatchAsync()
    {
        await turn.WaitAsync(leaving.Token);
        try
        {
            while (!await TryWatchAsync())
                await Task.Delay(ReadAgainAfter, clock, leaving.Token);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<bool> TryWatchAsync()
    {
        var before = watch;
        watch = null;
        if (before is not null)
            await before.DisposeAsync();
        string[] ids = [.. followed.Ids];
        try
        {
            watch = await notifications.WatchAsync(
                StatusFilter.Videos(ids),
                async cancellationToken =>
                {
                    var read = (await store.GetStatusesAsync(ids, cancellationToken)).Statuses;
                    await InvokeAsync(() => NoteAsync(read));
                    return read;
                },
                changes => InvokeAsync(() => NoteAsync(changes)),
                leaving.Token);
            return true;
        }
        catch (DbException exception)
        {
            LogUnwatched(exception.Message);
            return false;
        }
    }

    private async Task NoteAsync(IEnumerable<StatusChange> changes)
    {
        foreach (var (key, message) in changes)
        {
            if (message.Deleted == true)
            {
                known.Remove(key);
                toasts.RemoveByKey(key.ToString());
                continue;
            }

            var wasOpen = known.TryGetValue(key, out var before) && before.IsOpen;
            known[key] = message.Status;
            if (wasOpen && message.Status is StatusState.Completed or StatusState.Failed && !IsOnScreen(key.VideoId))
                await SayAsync(key, message);
        }
    }

    // The list shows every video's state itself.
    private bool IsOnScreen(string videoId) =>
        new Uri(navigation.Uri).AbsolutePath is var path && (path == "/" || path == $"/videos/{videoId}");

    private async Task SayAsync(StatusKey key, StatusMessage message)
    {
        var title = await ReadTitleAsync(key.VideoId) ?? key.VideoId;
        var how = StatusWords.Of(key.Kind, message, live: true).Words;
        toasts.Add($"{title} · {StatusWords.Title(key.Kind)}: {how}", message.Status == StatusState.Failed ? Severity.Error : Severity.Normal, options =>
        {
            options.Action = Words["Open"];
            options.OnClick = _ =>
            {
                navigation.NavigateTo($"/videos/{key.VideoId}?language={key.Language}");
                return Task.CompletedTask;
            };
        }, key.ToString());
    }

    private async Task<string?> ReadTitleAsync(string videoId)
    {
        try
        {
            return (await store.GetVideoAsync(videoId, leaving.Token))?.Title;
        }
        catch (DbException)
        {
            return null; // told by its id rather than not at all
        }
    }

    [LoggerMessage(LogLevel.Warning, "Videos that a person has opened could not be watched: {Reason}")]
    private partial void LogUnwatched(string reason);
}
