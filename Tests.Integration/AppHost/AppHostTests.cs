using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Tests.Fixtures;
using Xunit;

namespace Tests.Integration.AppHost;

/// <summary>The real AppHost, with the real Redis-compatible server, app and simulator under it.</summary>
public sealed class AppHostTests
{
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(5);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_command_starts_everything_and_says_where_it_is()
    {
        await using var live = RunningAppHost.Start(FreePort.Take());

        await live.SaysAsync("Ctrl-C ends everything.");

        Assert.Contains($"Live is ready: {live.Address.OriginalString}", live.Output, StringComparison.Ordinal);
        Assert.Contains($"curl -N {live.Address.OriginalString}/api/sse", live.Output, StringComparison.Ordinal);
        Assert.Equal(3, live.Children().Length); // Redis, the app, one simulated worker
        using var http = new HttpClient { BaseAddress = live.Address };
        using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), Cancelled);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(File.Exists(Path.Combine(live.Folder, "test.db")), "A relative database is one of the folder where the command was typed.");
    }

    [Fact]
    public async Task SIGTERM_ends_everything_within_five_seconds()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        await using var live = RunningAppHost.Start(FreePort.Take());
        await live.SaysAsync("Ctrl-C ends everything.");
        var children = live.Children();
        Assert.All(children, child => Assert.False(child.HasExited));

        live.Terminate();

        Assert.Equal(0, await live.ExitedAsync(EndLimit));
        Assert.All(children, child => Assert.True(child.HasExited));
        Assert.Empty(live.Errors);
    }

    [Fact]
    public async Task Killing_AppHost_outright_leaves_no_process_behind()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The children are found with ps.");
        await using var live = RunningAppHost.Start(FreePort.Take());
        await live.SaysAsync("Ctrl-C ends everything.");
        var children = live.Children();
        Assert.Equal(3, children.Length);
        Assert.All(children, child => Assert.False(child.HasExited));

        live.Kill();

        await AllEndAsync(children);
    }

    [Theory]
    [InlineData(0, "redis")]
    [InlineData(1, "app")]
    public async Task A_process_that_the_others_need_ends_the_rest_when_it_is_killed_and_is_named(int place, string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The children are found with ps.");
        await using var live = RunningAppHost.Start(FreePort.Take());
        await live.SaysAsync("Ctrl-C ends everything.");
        var children = live.Children();

        children[place].Kill();

        Assert.Equal(1, await live.ExitedAsync(EndLimit));
        var sentence = Assert.Single(live.Errors, line => line.StartsWith($"{name} ended unexpectedly (signal 9, SIGKILL)", StringComparison.Ordinal));
        Assert.DoesNotContain("lines above", sentence, StringComparison.Ordinal); // it had no time for any
        Assert.All(children, child => Assert.True(child.HasExited));
    }

    [Fact]
    public async Task A_worker_that_is_killed_is_named_and_started_again_and_the_rest_goes_on()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The children are found with ps.");
        await using var live = RunningAppHost.Start(FreePort.Take(), "--simulators", "2");
        await live.SaysAsync("Ctrl-C ends everything.");
        var children = live.Children();
        Assert.Equal(4, children.Length); // Redis, the app, two simulated workers

        children[2].Kill();

        await live.SaysAsync("worker-1 ended unexpectedly (signal 9, SIGKILL); it is started again in 1 s.");
        await Wait.For(() => live.Children().Length == 4, "another worker-1", RunningAppHost.Patience);
        Assert.True(children[2].HasExited);
        Assert.All(children.Except([children[2]]), child => Assert.False(child.HasExited));
        Assert.Empty(live.Errors);
    }

    [Fact]
    public async Task A_worker_that_ends_again_and_again_ends_the_rest()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The children are found with ps.");
        await using var live = RunningAppHost.Start(FreePort.Take());
        await live.SaysAsync("Ctrl-C ends everything.");

        for (var ends = 1; ends <= 5; ends++)
        {
            await Wait.For(() => live.Children().Length == 3, "the worker", RunningAppHost.Patience);
            live.Children()[2].Kill();
            await Wait.For(() => live.HasExited || live.Children().Length == 2, "the end of the worker");
        }

        Assert.Equal(1, await live.ExitedAsync(EndLimit));
        Assert.StartsWith("worker-1 ended unexpectedly (signal 9, SIGKILL) for the 5th time within a minute", Assert.Single(live.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_that_refuses_to_start_ends_the_rest_at_once()
    {
        await using var live = RunningAppHost.Start(FreePort.Take(), new Dictionary<string, string> { ["Simulator__Concurrency"] = "0" });

        Assert.Equal(1, await live.ExitedAsync(RunningAppHost.Patience));
        Assert.Contains(live.Errors, line => line.StartsWith("worker-1 ended unexpectedly (exit code 1), so everything was ended: its last lines above", StringComparison.Ordinal));
        Assert.DoesNotContain("started again", live.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taken_port_is_answered_with_one_sentence_and_exit_code_1()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        await using var live = RunningAppHost.Start(port);

        Assert.Equal(1, await live.ExitedAsync(RunningAppHost.Patience));
        Assert.StartsWith($"Port {port} is taken", Assert.Single(live.Errors), StringComparison.Ordinal);
        Assert.Empty(live.Output);
    }

    [Fact]
    public async Task A_Redis_that_is_away_is_named_and_does_not_keep_Live_from_starting()
    {
        var redis = $"127.0.0.1:{FreePort.Take()}";

        await using var live = RunningAppHost.Start(FreePort.Take(), "--redis", redis, "--simulators", "0");

        await live.SaysAsync("Ctrl-C ends everything.");
        Assert.Contains($"Redis at {redis} is not reachable yet", live.Output, StringComparison.Ordinal);
        using var http = new HttpClient { BaseAddress = live.Address };
        using var answer = await http.GetAsync(new Uri("/health/live", UriKind.Relative), Cancelled);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("--speed", "fast")]
    [InlineData("--simulators", "-1")]
    [InlineData("--redis", "::::")]
    [InlineData("--database", "Data Source=:memory:")]
    public async Task A_mistyped_option_is_answered_with_one_sentence_and_exit_code_1(string option, string value)
    {
        await using var live = RunningAppHost.Start(FreePort.Take(), option, value);

        Assert.Equal(1, await live.ExitedAsync(RunningAppHost.Patience));
        Assert.Single(live.Errors);
        Assert.Empty(live.Output);
    }

    // Orphans, once ended, are still seen until the system's first process has buried them, which it does at its leisure.
    private static Task AllEndAsync(Process[] children) =>
        Wait.For(() => Array.TrueForAll(children, child => child.HasExited), "the end of every process");
}
