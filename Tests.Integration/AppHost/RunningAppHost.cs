using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Tests.Fixtures;
using Xunit;

namespace Tests.Integration.AppHost;

/// <summary>A real AppHost process with a database of its own; disposing it ends it and forgets the database.</summary>
internal sealed class RunningAppHost : IAsyncDisposable
{
    /// <summary>Generous: a first start on a busy machine also compiles and migrates.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly Process process;
    private readonly TemporaryFolder folder = new();
    private readonly ConcurrentQueue<string> output = new();
    private readonly ConcurrentQueue<string> errors = new();

    private RunningAppHost(int port, IReadOnlyDictionary<string, string> environment, string[] arguments)
    {
        Address = new($"http://localhost:{port}");
        var start = new ProcessStartInfo("dotnet", [BuiltPrograms.AppHost, "--urls", Address.OriginalString, "--database", "Data Source=test.db", .. arguments])
        {
            WorkingDirectory = folder.Path,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // What the developer's own shell says about Redis or the database is not this test's matter.
        foreach (var name in (string[])["ConnectionStrings__Redis", "ConnectionStrings__Database", "REDIS_URL"])
            start.Environment.Remove(name);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Keep(output, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(errors, line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Uri Address { get; }

    public string Folder => folder.Path;

    public string Output => string.Join('\n', output);

    public string[] Errors => [.. errors];

    public bool HasExited => process.HasExited;

    public static RunningAppHost Start(int port, params string[] arguments) => new(port, new Dictionary<string, string>(), arguments);

    /// <summary>Starts one with more in its environment, which its programs inherit.</summary>
    public static RunningAppHost Start(int port, IReadOnlyDictionary<string, string> environment) => new(port, environment, []);

    /// <summary>Waits for a line of AppHost's own that contains the text; fails with everything it said when it ends before.</summary>
    public async Task SaysAsync(string text)
    {
        await Wait.For(() => Output.Contains(text, StringComparison.Ordinal) || process.HasExited, $"\"{text}\"", Patience);
        Assert.True(Output.Contains(text, StringComparison.Ordinal), Everything());
    }

    /// <summary>The exit code, once it ended within the time.</summary>
    public async Task<int> ExitedAsync(TimeSpan within)
    {
        await Wait.For(() => process.HasExited, "the end of AppHost", within);
        await process.WaitForExitAsync(); // until its last line was read
        return process.ExitCode;
    }

    /// <summary>The processes AppHost started, oldest first: Redis, the app, the workers. Each is held by a handle, so that a reused pid is not mistaken for one of them.</summary>
    public Process[] Children()
    {
        using var ps = Process.Start(new ProcessStartInfo("ps", ["-A", "-o", "pid=,ppid="]) { RedirectStandardOutput = true })!;
        var pairs = ps.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToArray());
        return [.. pairs.Where(pair => pair[1] == process.Id).SelectMany(pair => Hold(pair[0])).OrderBy(child => child.StartTime)];
    }

    /// <summary>Asks AppHost to end, as a service manager does.</summary>
    public void Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Ends AppHost alone, without a chance to clean up.</summary>
    public void Kill() => process.Kill();

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited && !OperatingSystem.IsWindows())
        {
            Terminate();
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(10)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        folder.Dispose();
    }

    private string Everything() => $"{Output}\n{string.Join('\n', errors)}";

    // It may have ended since ps looked.
    private static Process[] Hold(int id)
    {
        try
        {
            return [Process.GetProcessById(id)];
        }
        catch (ArgumentException)
        {
            return [];
        }
    }

    private static void Keep(ConcurrentQueue<string> lines, string? line)
    {
        if (line is not null)
            lines.Enqueue(line);
    }
}
