namespace Benchmarks.Fanout.Load;

/// <summary>Where a connection of the load client stands.</summary>
internal enum LoadState
{
    /// <summary>Being made.</summary>
    Connecting,

    /// <summary>The request is sent.</summary>
    Asked,

    /// <summary>The answer has begun.</summary>
    Answered,

    /// <summary>The server has said that nothing is missed from here on.</summary>
    Ready,

    /// <summary>Answered with something else than a stream.</summary>
    Refused,

    /// <summary>Over.</summary>
    Closed,
}
