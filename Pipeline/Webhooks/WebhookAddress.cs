using System.Net;
using Pipeline.Webhooks.Sending;

namespace Pipeline.Webhooks;

/// <summary>The address of a receiver. Where its name leads is looked at when it is connected to, and not here; an address without a name is judged at once.</summary>
public sealed record WebhookAddress(Uri Url)
{
    /// <summary>The most characters of an address.</summary>
    public const int MaxLength = 2000;

    /// <summary>The host and port.</summary>
    public string Host => Url.Authority;

    /// <summary>Reads what a person or a program gave.</summary>
    /// <param name="text">What was given.</param>
    /// <param name="rules">Which addresses notices may go to; the same that the connection keeps to.</param>
    /// <returns>The address; or the problem, a sentence that says what to do.</returns>
    public static (WebhookAddress? Address, string? Problem) Read(string? text, AddressRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        text = text?.Trim();
        if (string.IsNullOrEmpty(text))
            return (null, "Give the address to send to.");
        if (text.Length > MaxLength)
            return (null, "The address is longer than 2000 characters.");
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.Host.Length == 0)
            return (null, "Give a whole address, beginning with https:// or http://.");
        if (url.UserInfo.Length > 0)
            return (null, "Leave name and password out of the address. The signature tells that a notice is genuine.");
        if (url.Fragment.Length > 0)
            return (null, "Leave out what follows the #. It is never sent.");
        // Every spelling of it: http://2130706433/ is 127.0.0.1 as well.
        if (url.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6 && !rules.Allow(IPAddress.Parse(url.DnsSafeHost)))
            return (null, "That is an address of this machine or its network. Who runs Live can allow it: Webhooks:AllowedNetworks.");
        return (new WebhookAddress(url), null);
    }
}
