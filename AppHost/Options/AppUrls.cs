using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace AppHost.Options;

/// <summary>The addresses the app listens on, checked before it starts so that a mistake costs a sentence and not a stack trace.</summary>
internal sealed class AppUrls
{
    /// <summary>Where the app listens when nothing else is asked for.</summary>
    public const string Default = "http://localhost:5080";

    private readonly Uri[] addresses;

    private AppUrls(string text, Uri[] addresses)
    {
        Text = text;
        this.addresses = addresses;
        var first = addresses[0];
        Browse = IsWildcard(first) ? new UriBuilder(first) { Host = "localhost" }.Uri : first;
    }

    /// <summary>As Kestrel takes it.</summary>
    public string Text { get; }

    /// <summary>The first address, in a form that a browser on this machine can open.</summary>
    public Uri Browse { get; }

    /// <summary>Every place where the app will listen.</summary>
    public IEnumerable<IPEndPoint> EndPoints => addresses.SelectMany(address => address switch
    {
        { IdnHost: "localhost" } => [new(IPAddress.Loopback, address.Port), new(IPAddress.IPv6Loopback, address.Port)],
        _ when !IsWildcard(address) && IPAddress.TryParse(address.DnsSafeHost, out var ip) => [new(ip, address.Port)],
        _ => new IPEndPoint[] { new(IPAddress.Any, address.Port) }, // Kestrel listens everywhere for a name that is not localhost
    });

    /// <summary>Reads one or several URLs separated by semicolons.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out AppUrls? urls)
    {
        var parts = text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var addresses = parts.Select(Read).OfType<Uri>().ToArray();
        urls = parts.Length > 0 && addresses.Length == parts.Length ? new(string.Join(';', parts), addresses) : null;
        return urls is not null;
    }

    // Port 0 would let the app choose, and nobody could be told the address.
    private static Uri? Read(string part)
    {
        var everywhere = part.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal);
        return Uri.TryCreate(everywhere, UriKind.Absolute, out var uri)
            && uri is { Scheme: "http" or "https", Port: > 0, PathAndQuery: "/", UserInfo: "" }
                ? uri
                : null;
    }

    private static bool IsWildcard(Uri address) =>
        IPAddress.TryParse(address.DnsSafeHost, out var ip) && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any));
}
