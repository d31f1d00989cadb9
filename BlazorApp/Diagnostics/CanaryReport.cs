namespace BlazorApp.Diagnostics;

/// <summary>What has become of this process's canaries since it started.</summary>
/// <param name="State">What became of the newest.</param>
/// <param name="Milliseconds">How long the last one that arrived took, from before its transaction began to the mailbox of its reader; null when none did.</param>
/// <param name="Sent">How many were begun.</param>
/// <param name="Arrived">How many arrived.</param>
/// <param name="Unheard">How many were saved and did not arrive in time.</param>
/// <param name="Unwritten">How many the database did not take, or not in time.</param>
public sealed record CanaryReport(CanaryState State, double? Milliseconds, long Sent, long Arrived, long Unheard, long Unwritten)
{
    /// <summary>How many did not arrive, whatever the reason.</summary>
    public long Lost => Unheard + Unwritten;
}
