namespace Benchmarks.Faults;

/// <summary>A part of Live that can be switched off. A run that still succeeds without it proves nothing.</summary>
internal enum Without
{
    /// <summary>Nobody announces what was saved and not announced.</summary>
    Sweep,

    /// <summary>The apps do not look whether they still hear Redis.</summary>
    Probe,

    /// <summary>Viewers come back without saying where they were.</summary>
    Resume,
}
