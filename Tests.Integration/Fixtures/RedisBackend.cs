using System.Net.Sockets;
using System.Text;

namespace Tests.Fixtures;

/// <summary>
/// A Redis-compatible server of a test class's own, on a free port of the loopback. Nothing it holds outlives it. It can go
/// away and come back on the same port.
/// </summary>
public abstract class RedisBackend : IAsyncDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder folder = new();
    private ChildProcess? process;

    /// <summary>What it is called in messages.</summary>
    public abstract string Name { get; }

    /// <summary>Where it listens, or will.</summary>
    public int Port { get; } = FreePort.TakeLasting();

    /// <summary>The value for <c>ConnectionStrings:Redis</c>.</summary>
    public string Address => $"127.0.0.1:{Port}";

    /// <summary>The id of its process, while it runs.</summary>
    public int ProcessId => process!.Id;

    /// <summary>Whether it was started and not stopped since.</summary>
    public bool IsRunning => process is not null;

    /// <summary>Why this server cannot run here; null when it can.</summary>
    public string? MissingBecause { get; private set; }

    /// <summary>Starts the server, or notes why it cannot run here.</summary>
    public async Task StartAsync()
    {
        MissingBecause = await InstallAsync();
        if (MissingBecause is not null)
            return;
        process = Launch(folder.Path);
        await process.WaitUntilAsync(AnswersAsync, StartsWithin);
    }

    /// <summary>Ends the server; its clients lose their connections.</summary>
    public async Task StopAsync()
    {
        if (process is not null)
            await process.DisposeAsync();
        process = null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        folder.Dispose();
    }

    /// <summary>Sees to it that the server can be started.</summary>
    /// <returns>Why it cannot; null when it can.</returns>
    protected abstract Task<string?> InstallAsync();

    /// <summary>Starts the server's process.</summary>
    protected abstract ChildProcess Launch(string folder);

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", Port);
            await using var stream = client.GetStream();
            await stream.WriteAsync("PING\r\n"u8.ToArray());
            var answer = new byte[16];
            var length = await stream.ReadAsync(answer);
            return Encoding.ASCII.GetString(answer, 0, length).StartsWith("+PONG", StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            return false;
        }
    }
}
