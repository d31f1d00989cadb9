namespace Pipeline.Storage;

/// <summary>A video: what a person submitted, or what another program published about.</summary>
public sealed class VideoRow
{
    private string title = "";

    /// <summary>A well-formed <see cref="Status.VideoId"/>.</summary>
    public required string Id { get; init; }

    /// <summary>What people call it; the id until somebody or some worker knows better.</summary>
    public required string Title
    {
        get => title;
        set => (title, SortTitle) = (value, SortTitles.Of(value));
    }

    /// <summary>What the list is sorted by when it is sorted by title: the title as <see cref="SortTitles"/> makes it comparable.</summary>
    public string SortTitle { get; private set; } = "";

    /// <summary>The link or bare id that was submitted; null when the video is known from a short form only.</summary>
    public string? Source { get; set; }

    /// <summary>The language it was first submitted in or published about; what a request or a short form without a language means.</summary>
    public required string Language { get; set; }

    /// <summary>When it became known.</summary>
    public required DateTimeOffset CreatedAt { get; set; }

    /// <summary>When a person deleted it; null while nobody did. The row stays, so that whoever was away can learn of it.</summary>
    public DateTimeOffset? DeletedAt { get; set; }

    /// <summary>Until when the deletion can be taken back at least; null where nobody deleted it, and once nothing is left of it.</summary>
    public DateTimeOffset? RestorableUntil { get; set; }

    /// <summary>Its statuses, one per kind and language.</summary>
    public ICollection<StatusRow> Statuses { get; } = [];
}
