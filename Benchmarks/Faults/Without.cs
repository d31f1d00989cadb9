namespace Benchmarks.Faults;

/// <summary>A part of Live that can be switched off. A run that still succeeds without it proves nothing.</summary>
internal enum Without
{
    /// <summary>Nobody announces what was saved and not announced.</summary>
    Sweep,

    /// <summary>Nobody looks whether Redis is still heard, and no connection that has fallen silent is replaced.</summary>
    Probe,

    /// <summary>Viewers come back without saying where they were.</summary>
    Resume,
}
