namespace BlazorApp.Diagnostics;

/// <summary>How many messages passed each hop of this process since it started, in the order of the path.</summary>
/// <param name="Announced">Redis took it from this process.</param>
/// <param name="Unheard">Redis took it and passed it to nobody.</param>
/// <param name="NotTaken">Redis did not take it; the sweep repeats it.</param>
/// <param name="Swept">It was found unannounced and announced after all.</param>
/// <param name="Received">Heard on a status channel.</param>
/// <param name="Shed">Heard and left unread, because too many waited; what they announced was read from the store.</param>
/// <param name="Rejected">Heard and skipped, because it is not in the contract.</param>
/// <param name="ShortForms">Heard without a revision, from another program.</param>
/// <param name="PassedOn">Passed to those who watch.</param>
/// <param name="Late">Held back, because a newer one had been passed on.</param>
/// <param name="Resynced">Missed on the way and read from the store.</param>
/// <param name="Delivered">Put into a mailbox, once per watcher.</param>
public sealed record MessageReport(
    long Announced,
    long Unheard,
    long NotTaken,
    long Swept,
    long Received,
    long Shed,
    long Rejected,
    long ShortForms,
    long PassedOn,
    long Late,
    long Resynced,
    long Delivered);
