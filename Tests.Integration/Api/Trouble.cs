using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Tests.Fixtures;
using Xunit;

namespace Tests.Integration.Api;

/// <summary>What the API and the health routes say while Redis or the database is away.</summary>
public sealed class Trouble : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Readiness_follows_Redis_and_submitting_does_not_need_it()
    {
        await using var redis = new GarnetServer();
        await redis.StartAsync();
        await using var app = await AppProcess.StartAsync(redis.Address, folder.File("live.db"));
        Assert.Equal((true, true, true, true), Read(await GetReadyAsync(app)));

        await redis.StopAsync();
        await Wait.For(async () => Read(await GetReadyAsync(app)) == (false, false, false, true), "the app to be not ready for want of Redis");
        using var ready = await app.Client.GetAsync("/health/ready", Cancellation);
        using var live = await app.Client.GetAsync("/health/live", Cancellation);
        using var submitted = await app.Client.PostAsJsonAsync("/api/videos", new { source = "a" }, Cancellation);
        using var roundTrip = await app.Client.PostAsync("/api/diagnostics/roundtrip", content: null, Cancellation);
        var message = await roundTrip.Content.ReadFromJsonAsync<JsonElement>(Cancellation);

        Assert.False(message.GetProperty("heard").GetBoolean());
        Assert.Contains("unreachable", message.GetProperty("problem").GetString()!, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, submitted.StatusCode);

        await redis.StartAsync();
        await Wait.For(async () => Read(await GetReadyAsync(app)) == (true, true, true, true), "the app to be ready again");
    }

    [Fact]
    public async Task Database_that_does_not_answer_is_503_with_the_time_to_come_back()
    {
        await using var redis = new GarnetServer();
        await redis.StartAsync();
        await using var app = await AppProcess.StartAsync(redis.Address, folder.File("live.db"));
        await TakeVideosAwayAsync();

        using var listed = await app.Client.GetAsync("/api/videos", Cancellation);
        using var submitted = await app.Client.PostAsJsonAsync("/api/videos", new { source = "a" }, Cancellation);

        foreach (var response in (HttpResponseMessage[])[listed, submitted])
        {
            var problem = await Problem.ReadAsync(response, HttpStatusCode.ServiceUnavailable);
            Assert.DoesNotContain("SQLite", problem.GetRawText(), StringComparison.OrdinalIgnoreCase);
            Assert.NotNull(response.Headers.RetryAfter?.Delta);
        }

        Assert.Contains("no such table: videos", app.Output, StringComparison.Ordinal);
    }

    private async Task TakeVideosAwayAsync()
    {
        await using var database = new SqliteConnection($"Data Source={folder.File("live.db")};Pooling=False");
        await database.OpenAsync(Cancellation);
        await using var command = database.CreateCommand();
        command.CommandText = "ALTER TABLE videos RENAME TO videos_elsewhere";
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    private static async Task<JsonElement> GetReadyAsync(AppProcess app)
    {
        using var response = await app.Client.GetAsync("/health/ready", Cancellation);
        return await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
    }

    private static (bool Ready, bool Redis, bool Subscriptions, bool Database) Read(JsonElement answer)
    {
        foreach (var check in (string[])["redis", "subscriptions", "database"])
            Assert.NotEmpty(answer.GetProperty(check).GetProperty("message").GetString()!);
        return (answer.GetProperty("ready").GetBoolean(), Ok("redis"), Ok("subscriptions"), Ok("database"));

        bool Ok(string check) => answer.GetProperty(check).GetProperty("ok").GetBoolean();
    }
}
