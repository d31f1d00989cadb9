namespace BlazorApp.Diagnostics;

/// <summary>One hop of the live path and how it is.</summary>
/// <param name="Place">Which.</param>
/// <param name="Trouble">What is wrong with it.</param>
public sealed record Hop(HopPlace Place, HopTrouble Trouble)
{
    /// <summary>Nothing gets past it.</summary>
    public bool IsBroken => Trouble is not (HopTrouble.None or HopTrouble.Unknown or HopTrouble.ReadersReset);
}
