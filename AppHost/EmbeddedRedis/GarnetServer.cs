using System.Globalization;
using System.Net;
using System.Net.Sockets;
using AppHost.Options;
using AppHost.Processes;
using AppHost.Startup;

namespace AppHost.EmbeddedRedis;

/// <summary>The embedded Redis-compatible server: on this machine's loopback only, in memory only, empty at each start.</summary>
internal static class GarnetServer
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    /// <summary>Starts the server on a free port and waits until it answers.</summary>
    /// <exception cref="LaunchException">It is not installed or doesn't answer.</exception>
    public static async Task<RedisSetting> StartAsync(ChildProcesses children, ProcessConsole console)
    {
        var dll = await GarnetTool.LocateAsync(console, children.Ended);
        var endPoint = new IPEndPoint(IPAddress.Loopback, Ports.Free());
        var child = children.Start(Program(dll, endPoint));

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(children.Ended);
        limit.CancelAfter(StartLimit);
        try
        {
            while (!await AnswersAsync(endPoint, limit.Token))
                await Task.Delay(TimeSpan.FromMilliseconds(50), limit.Token);
        }
        catch (OperationCanceledException) when (!children.Ended.IsCancellationRequested)
        {
            foreach (var line in child.Remembered())
                console.Line(child.Program.Name, line, isError: true);
            throw new LaunchException(
                $"The embedded Redis does not answer after {StartLimit.TotalSeconds:0} s: install Redis or Valkey and pass --redis host:port.");
        }

        return RedisSetting.At(endPoint);
    }

    // Sizes for pub/sub and a few keys; the server's own defaults are for a machine of its own.
    private static ChildProgram Program(string dll, IPEndPoint endPoint) => new(
        "redis",
        [
            dll, "--bind", endPoint.Address.ToString(), "--port", endPoint.Port.ToString(CultureInfo.InvariantCulture),
            "--memory", "64m", "--page", "1m", "--segment", "16m", "--index", "1m",
        ],
        new Dictionary<string, string>
        {
            ["DOTNET_STARTUP_HOOKS"] = string.Join(Path.PathSeparator, Hooks()),
            ["DOTNET_gcServer"] = "0",
        },
        "start again, or install Redis or Valkey and pass --redis host:port.",
        IsQuiet: true,
        EndsLast: true,
        MayRestart: true);

    private static string[] Hooks() => Environment.GetEnvironmentVariable("DOTNET_STARTUP_HOOKS") is { Length: > 0 } others
        ? [typeof(StartupHook).Assembly.Location, others]
        : [typeof(StartupHook).Assembly.Location];

    private static async Task<bool> AnswersAsync(IPEndPoint endPoint, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(endPoint, cancellationToken);
            var stream = client.GetStream();
            await stream.WriteAsync("*1\r\n$4\r\nPING\r\n"u8.ToArray(), cancellationToken);
            var answer = new byte[5];
            await stream.ReadExactlyAsync(answer, cancellationToken);
            return answer.AsSpan().SequenceEqual("+PONG"u8);
        }
        catch (Exception notYet) when (notYet is SocketException or IOException)
        {
            return false;
        }
    }
}
