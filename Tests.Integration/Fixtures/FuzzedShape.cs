namespace Tests.Fixtures;

/// <summary>What a <see cref="FuzzedMessage"/> is.</summary>
public enum FuzzedShape
{
    /// <summary>Of the contract, with a revision.</summary>
    Full,

    /// <summary>Of the contract, without one.</summary>
    ShortForm,

    /// <summary>Cut off somewhere.</summary>
    Truncated,

    /// <summary>With one byte changed.</summary>
    Flipped,

    /// <summary>With bytes that are not UTF-8.</summary>
    InvalidUtf8,

    /// <summary>With members twice.</summary>
    Duplicated,

    /// <summary>Nested deeper than any message.</summary>
    Deep,

    /// <summary>With numbers that fit nowhere.</summary>
    HugeNumber,

    /// <summary>Larger than any message may be.</summary>
    Oversized,

    /// <summary>No JSON at all.</summary>
    Garbage,
}
