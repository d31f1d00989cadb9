using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Tests.Fixtures;
using Xunit;

namespace Tests.Integration.AppHost;

/// <summary>What the demo wall does to the processes of a real AppHost, by its control endpoint.</summary>
public sealed class BreakingOnPurpose
{
    private static readonly Dictionary<string, string> Settings = new()
    {
        ["Jobs__Lease"] = "00:00:03", // longer than a busy machine lets a living worker wait
        ["Simulator__FailureShare"] = "0",
        ["Simulator__TranscriptDuration"] = "00:00:06",
        ["Simulator__SummaryDuration"] = "00:00:01",
    };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Workers_and_Redis_are_broken_by_whoever_has_the_token_and_nothing_is_lost()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The token is read from the app's environment by /proc.");
        await using var live = RunningAppHost.Start(FreePort.Take(), Settings);
        await live.SaysAsync("Ctrl-C ends everything.");
        var (control, token) = ReadControl(live.Children()[1]);
        using var app = new HttpClient { BaseAddress = live.Address };
        using var wall = new HttpClient { BaseAddress = control };

        // Nobody without the token sees or does anything.
        Assert.Equal(HttpStatusCode.Unauthorized, (await wall.GetAsync(new Uri("processes", UriKind.Relative), Cancelled)).StatusCode);
        wall.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "0" + token[1..].ToLowerInvariant());
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(wall, "worker-1", "kill"));
        wall.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var first = await FindAsync(wall, "worker-1");
        Assert.Equal(("Running", 3), (State(first), (await ListAsync(wall)).GetArrayLength())); // Redis, the app, one simulated worker
        Assert.Equal(HttpStatusCode.Conflict, await AskAsync(wall, "app", "kill"));
        Assert.Equal(HttpStatusCode.Conflict, await AskAsync(wall, "worker-1", "resume"));
        Assert.Equal(HttpStatusCode.NotFound, await AskAsync(wall, "worker-1", "explode"));

        // Paused, it loses its job; resumed, it is there to take it over itself.
        await SubmitAsync(app, "one");
        await WaitForAsync(app, "one", "processing", segments: 1);
        Assert.Equal(HttpStatusCode.NoContent, await AskAsync(wall, "worker-1", "pause"));
        Assert.Equal("Paused", State(await FindAsync(wall, "worker-1")));
        await WaitForAsync(app, "one", "queued");
        Assert.Equal(HttpStatusCode.NoContent, await AskAsync(wall, "worker-1", "resume"));
        await WaitForAsync(app, "one", "processing", segments: 1);

        // Killed, it is another process soon, which goes on with the job.
        Assert.Equal(HttpStatusCode.NoContent, await AskAsync(wall, "worker-1", "kill"));
        await live.SaysAsync("worker-1 was ended from the demo wall; it is started again in 1 s.");
        await Wait.For(async () => await FindAsync(wall, "worker-1") is var now && State(now) == "Running" && Id(now) != Id(first), "another worker-1", RunningAppHost.Patience);

        // A Redis that is restarted forgets everything, and what is submitted meanwhile is done all the same.
        var redis = await FindAsync(wall, "redis");
        Assert.Equal(HttpStatusCode.NoContent, await AskAsync(wall, "redis", "restart"));
        await SubmitAsync(app, "two");
        await Wait.For(async () => await FindAsync(wall, "redis") is var now && State(now) == "Running" && Id(now) != Id(redis), "another Redis", RunningAppHost.Patience);
        await WaitForAsync(app, "one", "completed");
        await WaitForAsync(app, "two", "completed");
        await Wait.For(async () => (await app.GetAsync(new Uri("/health/ready", UriKind.Relative), Cancelled)).StatusCode == HttpStatusCode.OK, "the app to be ready", RunningAppHost.Patience);
        Assert.False(live.HasExited);
        Assert.DoesNotContain(live.Errors, line => line.Contains("ended unexpectedly", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Worker_is_not_stopped_while_the_database_would_stay_locked()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows can't pause a process.");
        await using var live = RunningAppHost.Start(FreePort.Take());
        await live.SaysAsync("Ctrl-C ends everything.");
        var (control, token) = ReadControl(live.Children()[1]);
        using var wall = new HttpClient { BaseAddress = control, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
        await using var database = new SqliteConnection($"Data Source={Path.Combine(live.Folder, "test.db")};Pooling=False");
        await database.OpenAsync(Cancelled);

        // Whose lock it is, AppHost can't know; it might be the worker's own.
        await using (database.BeginTransaction(deferred: false))
        {
            Assert.Equal(HttpStatusCode.Conflict, await AskAsync(wall, "worker-1", "pause"));
            Assert.Equal("Running", State(await FindAsync(wall, "worker-1")));
        }

        Assert.Equal(HttpStatusCode.NoContent, await AskAsync(wall, "worker-1", "pause"));
        Assert.Equal("Paused", State(await FindAsync(wall, "worker-1")));
        await using var write = database.BeginTransaction(deferred: false);
    }

    [Fact]
    public async Task Worker_that_stands_still_ends_with_the_rest_and_no_slower()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows can't pause a process.");
        await using var live = RunningAppHost.Start(FreePort.Take());
        var children = await PauseWorkerAsync(live);

        live.Terminate();

        Assert.Equal(0, await live.ExitedAsync(TimeSpan.FromSeconds(5)));
        Assert.All(children, child => Assert.True(child.HasExited));
    }

    [Fact]
    public async Task Worker_that_stands_still_is_not_left_behind_by_an_AppHost_that_is_killed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows can't pause a process.");
        await using var live = RunningAppHost.Start(FreePort.Take());
        var children = await PauseWorkerAsync(live);

        live.Kill();

        await Wait.For(() => Array.TrueForAll(children, child => child.HasExited), "the end of every process, the one that stood still included");
    }

    [Fact]
    public async Task Outside_of_development_nothing_can_be_broken()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The environment is read from /proc.");
        await using var live = RunningAppHost.Start(FreePort.Take(), new Dictionary<string, string> { ["ASPNETCORE_ENVIRONMENT"] = "Production", ["DOTNET_ENVIRONMENT"] = "Production" });
        await live.SaysAsync("Ctrl-C ends everything.");
        using var app = new HttpClient { BaseAddress = live.Address };

        Assert.Equal(HttpStatusCode.NotFound, (await app.GetAsync(new Uri("/demo", UriKind.Relative), Cancelled)).StatusCode);
        Assert.DoesNotContain("Demo__", await File.ReadAllTextAsync($"/proc/{live.Children()[1].Id}/environ", Cancelled), StringComparison.Ordinal);
        Assert.DoesNotContain("Break it", live.Output, StringComparison.Ordinal);
    }

    // Every process of the run, of which the worker then stands still.
    private static async Task<Process[]> PauseWorkerAsync(RunningAppHost live)
    {
        await live.SaysAsync("Ctrl-C ends everything.");
        var children = live.Children();
        var (control, token) = ReadControl(children[1]);
        using var wall = new HttpClient { BaseAddress = control, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
        Assert.Equal(HttpStatusCode.NoContent, await AskAsync(wall, "worker-1", "pause"));
        Assert.Equal("Paused", State(await FindAsync(wall, "worker-1")));
        return live.Children();
    }

    private static (Uri Control, string Token) ReadControl(Process app)
    {
        var environment = File.ReadAllText($"/proc/{app.Id.ToString(CultureInfo.InvariantCulture)}/environ").Split('\0').Select(line => line.Split('=', 2)).ToLookup(pair => pair[0], pair => pair[^1]);
        return (new Uri(environment["Demo__Control"].Single()), environment["Demo__Token"].Single());
    }

    private static async Task<HttpStatusCode> AskAsync(HttpClient wall, string process, string action)
    {
        using var answer = await wall.PostAsync(new Uri($"processes/{process}/{action}", UriKind.Relative), content: null, Cancelled);
        return answer.StatusCode;
    }

    private static Task<JsonElement> ListAsync(HttpClient wall) => wall.GetFromJsonAsync<JsonElement>("processes", Cancelled);

    private static async Task<JsonElement> FindAsync(HttpClient wall, string name) =>
        (await ListAsync(wall)).EnumerateArray().Single(process => process.GetProperty("name").GetString() == name);

    private static string State(JsonElement process) => process.GetProperty("state").GetString()!;

    private static int Id(JsonElement process) => process.GetProperty("id").GetInt32();

    private static async Task SubmitAsync(HttpClient app, string id)
    {
        using var submitted = await app.PostAsJsonAsync("/api/videos", new { source = id }, Cancelled);
        submitted.EnsureSuccessStatusCode();
    }

    private static Task WaitForAsync(HttpClient app, string id, string state, int segments = 0) => Wait.For(
        async () => await app.GetFromJsonAsync<JsonElement>($"/api/videos/{id}/transcript", Cancelled) is var now
            && now.GetProperty("status").GetString() == state && now.GetProperty("segments").GetArrayLength() >= segments,
        $"the transcript of {id} to be {state}",
        RunningAppHost.Patience);
}
