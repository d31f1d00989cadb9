namespace BlazorApp.Components.Videos;

/// <summary>What can be done to all selected videos.</summary>
/// <param name="DoAsync">Does it to one; whether there was anything to do.</param>
/// <param name="Done">What is said of those to which it was done, by their number.</param>
/// <param name="Nothing">What is said of the others.</param>
/// <param name="Removes">Whether the videos are gone afterwards; the others stay selected, for what is to be done next.</param>
public sealed record BulkAction(Func<string, Task<bool>> DoAsync, Func<int, string> Done, Func<int, string> Nothing, bool Removes = false);
