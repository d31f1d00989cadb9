using System.Net;

namespace Pipeline.Webhooks.Sending;

/// <summary>Where a name leads, nothing is sent to.</summary>
public sealed class AddressRefusedException(IPAddress address) : IOException($"{address} is not reachable from anywhere, and not in Webhooks:AllowedNetworks.")
{
    /// <summary>The address.</summary>
    public IPAddress Address { get; } = address;
}
