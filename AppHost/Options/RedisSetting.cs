using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using Pipeline.Redis;

namespace AppHost.Options;

/// <summary>A Redis that runs already.</summary>
internal sealed class RedisSetting
{
    /// <summary>What an address of Redis looks like.</summary>
    public const string Forms = "host:port or redis://[user:password@]host[:port]";

    private const int DefaultPort = 6379;

    private readonly EndPoint[] endPoints;

    private RedisSetting(string text, EndPoint[] endPoints)
    {
        Text = text;
        this.endPoints = endPoints;
        Display = string.Join(", ", endPoints.Select(Name));
    }

    /// <summary>As the programs take it, credentials included.</summary>
    public string Text { get; }

    /// <summary>As a person may read it, without credentials.</summary>
    public string Display { get; }

    /// <summary>A Redis without credentials at a known place.</summary>
    public static RedisSetting At(IPEndPoint endPoint) => new(endPoint.ToString(), [endPoint]);

    /// <summary>Reads one of the <see cref="Forms"/>, with any options of the client library.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out RedisSetting? redis)
    {
        redis = null;
        try
        {
            var endPoints = RedisAddress.Parse(text).EndPoints.Select(Complete).ToArray();
            if (Array.TrueForAll(endPoints, endPoint => endPoint is not null))
                redis = new(text, endPoints!);
        }
        catch (FormatException)
        {
            // Told by the answer.
        }

        return redis is not null;
    }

    /// <summary>Whether something answers there now.</summary>
    public async Task<bool> IsReachableAsync(CancellationToken cancellationToken)
    {
        foreach (var endPoint in endPoints)
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(TimeSpan.FromSeconds(1));
            try
            {
                await socket.ConnectAsync(endPoint, limit.Token);
                return true;
            }
            catch (SocketException)
            {
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
            }
        }

        return false;
    }

    // The client library takes any text for a host, and no port for Redis's own; a typing error should be told at once.
    private static EndPoint? Complete(EndPoint endPoint) => endPoint switch
    {
        DnsEndPoint { Host: var host, Port: >= 0 and <= IPEndPoint.MaxPort } dns when Uri.CheckHostName(host) != UriHostNameType.Unknown =>
            dns.Port > 0 ? dns : new DnsEndPoint(host, DefaultPort),
        IPEndPoint ip => ip.Port > 0 ? ip : new IPEndPoint(ip.Address, DefaultPort),
        _ => null,
    };

    private static string Name(EndPoint endPoint) => endPoint is DnsEndPoint dns ? $"{dns.Host}:{dns.Port}" : endPoint.ToString()!;
}
