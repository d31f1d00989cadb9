using Microsoft.AspNetCore.Components;
using Pipeline.Status;
using Pipeline.Storage;

namespace BlazorApp.Components.Videos;

/// <summary>One video of the library, however it is laid out.</summary>
public abstract class VideoItem : SteadyComponent
{
    /// <summary>The video.</summary>
    [Parameter, EditorRequired]
    public required VideoView Video { get; set; }

    /// <summary>Whether news arrive.</summary>
    [Parameter, EditorRequired]
    public required bool Live { get; set; }

    /// <summary>Whether it is selected.</summary>
    [Parameter]
    public bool Selected { get; set; }

    /// <summary>The reader selects it, or no longer.</summary>
    [Parameter]
    public EventCallback<(VideoView Video, bool Selected)> OnSelect { get; set; }

    /// <inheritdoc/>
    // Hundreds stand on a page that is drawn several times a second because one of them changed.
    protected override object Shown => (Video, Live, Selected);

    /// <summary>The video's status of that kind in that language; null when there is none.</summary>
    protected StatusChange? StatusOf(StatusKind kind, string language) =>
        Video.Statuses.FirstOrDefault(status => status.Key.Kind == kind && status.Key.Language == language);
}
