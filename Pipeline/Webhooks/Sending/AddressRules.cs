using System.Net;
using System.Net.Sockets;

namespace Pipeline.Webhooks.Sending;

/// <summary>
/// Which addresses notices may go to: those that are reachable from anywhere, and those that the operator allowed. The others are of this
/// machine, of its neighbours, or of services that trust whoever is near. (IANA IPv4 and IPv6 Special-Purpose Address Registries,
/// RFC 6890 and its successors.)
/// </summary>
public sealed class AddressRules(IReadOnlyList<IPNetwork> allowed)
{
    private static readonly IPNetwork[] NotPublic =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24",
            "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        }.Select(IPNetwork.Parse),
    ];

    // Of version 6, what is not handed out for the public is refused as a whole; and of that, what carries an address of version 4 (6to4,
    // Teredo) or is set aside (benchmarks, ORCHID, documentation).
    private static readonly IPNetwork PublicV6 = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork[] NotPublicV6 =
        [.. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20" }.Select(IPNetwork.Parse)];

    /// <summary>Whether a notice may go there.</summary>
    public bool Allow(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        // The same machine by another spelling.
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return allowed.Any(network => network.Contains(address)) || IsPublic(address);
    }

    private static bool IsPublic(IPAddress address) => address.AddressFamily switch
    {
        AddressFamily.InterNetwork => !NotPublic.Any(network => network.Contains(address)),
        AddressFamily.InterNetworkV6 => address.ScopeId == 0 && PublicV6.Contains(address) && !NotPublicV6.Any(network => network.Contains(address)),
        _ => false,
    };
}
