using System.ComponentModel.DataAnnotations;

namespace BlazorApp.Components;

/// <summary>Section <c>Circuits</c>: how long the state of a page is kept that has lost its connection.</summary>
public sealed record CircuitRetention
{
    /// <summary>How long a page may be away and find everything as it left it; after that it begins anew, from the database.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "1.00:00:00")]
    public TimeSpan Retention { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>How many such pages are kept; past it the one that has been away longest begins anew. A network that blinks takes all pages at once.</summary>
    [Range(0, 1_000_000)]
    public int MostRetained { get; init; } = 1000;
}
