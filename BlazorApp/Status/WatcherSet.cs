namespace BlazorApp.Status;

/// <summary>
/// Those who watch the same. Whoever passes a change on goes through an array that nobody changes; it is made anew when somebody has
/// come or gone since, so that ten thousand who come at once cost one array and not one each. For one caller at a time.
/// </summary>
internal sealed class WatcherSet
{
    private readonly HashSet<FeedSubscription> members = [];
    private FeedSubscription[]? current;

    /// <summary>How many there are.</summary>
    public int Count => members.Count;

    /// <summary>All of them, as of now.</summary>
    public FeedSubscription[] Current => current ??= [.. members];

    /// <summary>Adds one.</summary>
    public void Add(FeedSubscription subscription)
    {
        members.Add(subscription);
        current = null;
    }

    /// <summary>Removes one.</summary>
    public void Remove(FeedSubscription subscription)
    {
        members.Remove(subscription);
        current = null;
    }
}
