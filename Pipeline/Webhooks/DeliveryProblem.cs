namespace Pipeline.Webhooks;

/// <summary>What went wrong with an attempt, where the answer's status does not say it.</summary>
public enum DeliveryProblem
{
    /// <summary>There was no whole answer in time.</summary>
    TimedOut,

    /// <summary>The address is one that nothing is sent to; the detail is the address.</summary>
    AddressRefused,

    /// <summary>The answer leads elsewhere, which is not followed; the detail is where to.</summary>
    Redirected,

    /// <summary>The host's name does not resolve.</summary>
    NameUnknown,

    /// <summary>Nobody takes the connection, or it broke.</summary>
    Unreachable,

    /// <summary>The certificate or the encryption is not to be trusted.</summary>
    Insecure,

    /// <summary>What came back is no HTTP.</summary>
    NoHttp,
}
