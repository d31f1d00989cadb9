using System.Net.Sockets;
using System.Text;

namespace Benchmarks.Faults.Traffic;

/// <summary>Sends one command to Redis over a connection of its own, as a script in any language would.</summary>
internal static class RedisCommand
{
    private static readonly TimeSpan AnswersWithin = TimeSpan.FromSeconds(2);

    /// <summary>Sends the command.</summary>
    /// <returns>The first line of the answer, e.g. <c>:2</c>; null while Redis is away.</returns>
    public static Task<string?> SendAsync(int port, IEnumerable<string> parts) => SendAsync(port, [.. parts.Select(Encoding.UTF8.GetBytes)]);

    /// <inheritdoc cref="SendAsync(int, IEnumerable{string})"/>
    public static async Task<string?> SendAsync(int port, IReadOnlyList<byte[]> parts)
    {
        using var patience = new CancellationTokenSource(AnswersWithin);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", port, patience.Token);
            await using var stream = client.GetStream();
            using var command = new MemoryStream();
            command.Write(Encoding.ASCII.GetBytes($"*{parts.Count}\r\n"));
            foreach (var part in parts)
            {
                command.Write(Encoding.ASCII.GetBytes($"${part.Length}\r\n"));
                command.Write(part);
                command.Write("\r\n"u8);
            }

            await stream.WriteAsync(command.ToArray(), patience.Token);
            using var answer = new StreamReader(stream);
            return await answer.ReadLineAsync(patience.Token);
        }
        catch (Exception exception) when (exception is SocketException or IOException or OperationCanceledException)
        {
            return null;
        }
    }
}
