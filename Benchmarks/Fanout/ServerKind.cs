namespace Benchmarks.Fanout;

/// <summary>Which server is measured.</summary>
internal enum ServerKind
{
    /// <summary>Live.</summary>
    Live,

    /// <summary>The design that Live replaces, in Node.</summary>
    Node,
}
