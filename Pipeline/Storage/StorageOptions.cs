using System.ComponentModel.DataAnnotations;

namespace Pipeline.Storage;

/// <summary>Section <c>Storage</c>: how a process meets its database.</summary>
public sealed record StorageOptions
{
    /// <summary>How long a starting process waits for a database server that is not there yet; after that it ends with a sentence that says so.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan StartPatience { get; init; } = TimeSpan.FromSeconds(30);
}
