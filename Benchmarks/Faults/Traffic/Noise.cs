using System.Text;
using Pipeline.Status;

namespace Benchmarks.Faults.Traffic;

/// <summary>Publishes what no listener may stumble over: bytes without sense, halves of messages, far too large ones, forgeries.</summary>
internal sealed class Noise(VideoIds videos, int redisPort, int seed)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);
    private const int Oversized = 1024 * 1024; // bytes

    private readonly Random random = new(seed);

    /// <summary>How many messages were published.</summary>
    public int Published { get; private set; }

    /// <summary>Publishes until it is to end.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            var channel = StatusKind.All[random.Next(StatusKind.All.Count)].Channel;
            if (await RedisCommand.SendAsync(redisPort, ["PUBLISH"u8.ToArray(), Encoding.ASCII.GetBytes(channel), Next()]) is not null)
                Published++;
        }
    }

    private byte[] Next()
    {
        var id = videos.Submitted[random.Next(videos.Submitted.Count)];
        var valid = $$$"""{"videoId":"{{{id}}}","status":"completed","timestamp":1732374000000,"data":{"formatted_text":"Forged."}}""";
        switch (random.Next(20))
        {
            case 0:
                return Encoding.ASCII.GetBytes(valid.Replace("Forged.", new string('x', Oversized), StringComparison.Ordinal));
            case < 5:
                var bytes = new byte[random.Next(1, 4096)];
                random.NextBytes(bytes);
                return bytes;
            case < 9:
                return Encoding.ASCII.GetBytes(valid[..random.Next(valid.Length)]);
            case < 12:
                return Encoding.ASCII.GetBytes(valid.Replace("completed", "accomplished", StringComparison.Ordinal));
            case < 15: // a revision that no database has handed out
                return Encoding.ASCII.GetBytes(valid.Insert(1, $"\"revision\":{random.NextInt64(1_000_000_000, long.MaxValue)},"));
            case < 18:
                return Encoding.ASCII.GetBytes(valid.Insert(1, $"\"videoId\":\"{id}\","));
            default:
                return Encoding.ASCII.GetBytes(new string('[', random.Next(1, 4096)));
        }
    }
}
