using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Unicode;

namespace Benchmarks.Fanout.Load;

/// <summary>Publishes on a connection of its own, at a rate or all at once.</summary>
internal sealed class Publisher : IDisposable
{
    private const int Together = 100; // messages in one write, when all are sent at once
    private const int LongestCommand = 96; // what is around a message

    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] answers = new byte[4096];

    /// <param name="port">Where Redis listens, on the loopback.</param>
    public Publisher(int port) => socket.Connect(IPAddress.Loopback, port);

    /// <summary>Publishes, on a thread of its own because it waits for microseconds.</summary>
    /// <param name="plan">What.</param>
    /// <param name="revision">The revision of the first message; that of each further one is one higher.</param>
    public Task PublishAsync(MessagePlan plan, long revision) => Task.Factory.StartNew(
        () => Publish(plan, revision), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <inheritdoc/>
    public void Dispose() => socket.Dispose();

    private void Publish(MessagePlan plan, long revision)
    {
        var together = plan.Rate is null ? Together : 1;
        var message = new byte[Announcement.Room(plan.Bytes)];
        var commands = new byte[together * (message.Length + LongestCommand)];
        var began = Microseconds.Now;
        for (var next = 0; next < plan.Count;)
        {
            if (plan.Rate is { } rate)
                SleepUntil(began + (long)(next * 1e6 / rate));
            var (count, length) = (Math.Min(together, plan.Count - next), 0);
            for (var last = next + count; next < last; next++)
                length += Command(commands.AsSpan(length), message.AsSpan(0, Announcement.Write(message, plan, next, revision + next)));
            for (var sent = 0; sent < length;)
                sent += socket.Send(commands.AsSpan(sent, length - sent));
            ReadAnswers(count);
        }
    }

    private static void SleepUntil(long due)
    {
        if (due - Microseconds.Now is > 0 and var wait)
            _ = Libc.Sleep((uint)wait);
    }

    private static int Command(Span<byte> destination, ReadOnlySpan<byte> message)
    {
        Utf8.TryWrite(destination, CultureInfo.InvariantCulture, $"*3\r\n$7\r\nPUBLISH\r\n$17\r\ntranscript:status\r\n${message.Length}\r\n", out var length);
        message.CopyTo(destination[length..]);
        "\r\n"u8.CopyTo(destination[(length + message.Length)..]);
        return length + message.Length + 2;
    }

    // Each is one line, ":1", the number of those that heard it.
    private void ReadAnswers(int count)
    {
        while (count > 0)
        {
            var length = socket.Receive(answers);
            if (length == 0)
                throw new InvalidOperationException("Redis closed the publisher's connection.");
            if (answers[0] == '-')
                throw new InvalidOperationException("Redis refuses to publish.");
            count -= answers.AsSpan(0, length).Count((byte)'\n');
        }
    }
}
