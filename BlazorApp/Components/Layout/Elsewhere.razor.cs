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
    : WatchingComponent(notifications, clock, logger)
{
    private readonly Dictionary<StatusKey, StatusState> known = [];
    private IDisposable? followedWatch;

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        followedWatch?.Dispose();
        return base.DisposeAsync();
    }

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
            followedWatch = followed.Watch(() => _ = InvokeAsync(WatchAsync));
        if (firstRender && followed.Ids.Count > 0)
            _ = InvokeAsync(WatchAsync);
    }

    private Task WatchAsync()
    {
        string[] ids = [.. followed.Ids];
        return WatchAsync(
            StatusFilter.Videos(ids),
            async cancellationToken =>
            {
                var read = (await store.GetStatusesAsync(ids, cancellationToken)).Statuses;
                await NoteAsync(read);
                return read;
            },
            changes => InvokeAsync(() => NoteAsync(changes)));
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
            return (await store.GetVideoAsync(videoId, Leaving))?.Title;
        }
        catch (DbException)
        {
            return null; // told by its id rather than not at all
        }
    }
}
