namespace Benchmarks.Faults;

/// <summary>Which database holds the truth.</summary>
internal enum DatabaseKind
{
    /// <summary>A file that all programs share.</summary>
    Sqlite,

    /// <summary>A server of the run's own.</summary>
    Postgres,
}
