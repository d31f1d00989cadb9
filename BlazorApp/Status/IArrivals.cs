namespace BlazorApp.Status;

/// <summary>Is told that something has come into a mailbox that it empties.</summary>
internal interface IArrivals
{
    /// <summary>Something has come. Called by whoever put it in, so it must be quick, and must not take anything out at once.</summary>
    void Note();

    /// <summary>Something has come, for which nobody was told: the caller has the time to deliver it itself.</summary>
    void Deliver();
}
