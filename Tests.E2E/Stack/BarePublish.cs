using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Tests.E2E.Stack;

/// <summary>Publishes as any program in any language can: PUBLISH over a socket (RESP), with no library and nothing of Live.</summary>
public static class BarePublish
{
    /// <summary>Publishes a message.</summary>
    /// <returns>How many subscribers Redis passed it to.</returns>
    public static async Task<int> SendAsync(int port, string channel, string message)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes($"*3\r\n$7\r\nPUBLISH\r\n{Bulk(channel)}{Bulk(message)}"));
        using var reader = new StreamReader(stream, Encoding.ASCII);
        var reply = await reader.ReadLineAsync();
        return reply is [':', .. var receivers]
            ? int.Parse(receivers, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"PUBLISH was answered with '{reply}'.");
    }

    private static string Bulk(string text) => $"${Encoding.UTF8.GetByteCount(text)}\r\n{text}\r\n";
}
