using System.Net.Http.Json;
using System.Text.Json;
using Tests.Fixtures;
using Xunit;

namespace Tests.Integration.Api;

/// <summary><c>/api/diagnostics</c> and its round trip.</summary>
[Collection(ApiCollection.Name)]
public sealed class Diagnosing(ApiFixture api)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_channel_is_named_with_its_receivers()
    {
        var report = await api.GetAsync("/api/diagnostics");

        Assert.True(report.GetProperty("hearing").GetBoolean());
        Assert.Equal(2, report.GetProperty("subscriptions").GetInt32());
        var channels = report.GetProperty("channels").EnumerateArray().ToArray();
        Assert.Equal(["transcript:status", "summary:status"], channels.Select(channel => channel.GetProperty("name").GetString()));
        Assert.All(channels, channel => Assert.True(channel.GetProperty("receivers").GetInt64() >= 1));
    }

    [Fact]
    public async Task Submission_is_counted_at_every_hop()
    {
        var before = await ReadMessagesAsync();

        await api.SubmitAsync();

        await Wait.For(async () => Passed(before, await ReadMessagesAsync()), "the announcement to pass every hop");

        static bool Passed(JsonElement before, JsonElement after) =>
            ((string[])["announced", "received", "passedOn"]).All(hop => after.GetProperty(hop).GetInt64() > before.GetProperty(hop).GetInt64());
    }

    [Fact]
    public async Task Test_message_comes_back_and_is_timed()
    {
        using var response = await api.Client.PostAsync("/api/diagnostics/roundtrip", content: null, Cancellation);

        var result = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.True(result.GetProperty("heard").GetBoolean());
        Assert.InRange(result.GetProperty("milliseconds").GetDouble(), 0.001, 3000);
        Assert.Equal(JsonValueKind.Null, result.GetProperty("problem").ValueKind);
    }

    private async Task<JsonElement> ReadMessagesAsync() => (await api.GetAsync("/api/diagnostics")).GetProperty("messages");
}
