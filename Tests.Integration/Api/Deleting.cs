using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Pipeline.Status;
using Xunit;

namespace Tests.Integration.Api;

/// <summary><c>DELETE /api/videos/{id}</c> and <c>POST /api/videos/{id}/restore</c>.</summary>
[Collection(ApiCollection.Name)]
public sealed class Deleting(ApiFixture api)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Deleted_video_is_404_everywhere_and_says_until_when_it_can_be_brought_back()
    {
        var id = await MakeAsync();
        using (var before = await api.Client.GetAsync($"/api/videos/{id}/transcript.txt", Cancellation))
            Assert.Equal(HttpStatusCode.OK, before.StatusCode);

        using var deleted = await api.Client.DeleteAsync($"/api/videos/{id}", Cancellation);

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        foreach (var path in (string[])["", "/transcript", "/transcript?language=en", "/transcript.txt", "/summary"])
        {
            using var response = await api.Client.GetAsync($"/api/videos/{id}{path}", Cancellation);
            AssertSaysSo(id, await Problem.ReadAsync(response, HttpStatusCode.NotFound));
        }

        foreach (var path in (string[])["/transcript/retry", "/transcript/cancel"])
        {
            using var response = await api.Client.PostAsync($"/api/videos/{id}{path}", content: null, Cancellation);
            AssertSaysSo(id, await Problem.ReadAsync(response, HttpStatusCode.NotFound));
        }

        using var again = await api.Client.DeleteAsync($"/api/videos/{id}", Cancellation);
        AssertSaysSo(id, await Problem.ReadAsync(again, HttpStatusCode.NotFound));
        var list = await api.GetAsync("/api/videos?size=200");
        Assert.DoesNotContain(id, list.GetProperty("videos").EnumerateArray().Select(video => video.GetProperty("id").GetString()));
        Assert.Equal(0, (await api.GetAsync($"/api/search?q={id}")).GetProperty("results").GetArrayLength());
    }

    [Fact]
    public async Task Archive_names_the_deleted_video_and_the_reason()
    {
        var id = await MakeAsync();
        await api.Client.DeleteAsync($"/api/videos/{id}", Cancellation);

        await using var archive = new ZipArchive(await api.Client.GetStreamAsync($"/api/export.zip?video={id}", Cancellation));

        using var readme = new StreamReader(Assert.Single(archive.Entries).Open());
        Assert.Contains($"{id}: Video {id} was deleted.", await readme.ReadToEndAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Video_that_was_brought_back_is_as_before()
    {
        var id = await MakeAsync();
        await api.Client.DeleteAsync($"/api/videos/{id}", Cancellation);

        using var restored = await api.Client.PostAsync($"/api/videos/{id}/restore", content: null, Cancellation);

        Assert.Equal(HttpStatusCode.OK, restored.StatusCode);
        var video = await restored.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal(["completed", "queued"], video.GetProperty("statuses").EnumerateArray().Select(status => status.GetProperty("status").GetString()));
        Assert.Equal("Hello\n", await api.Client.GetStringAsync($"/api/videos/{id}/transcript.txt", Cancellation));
        using var again = await api.Client.PostAsync($"/api/videos/{id}/restore", content: null, Cancellation);
        Assert.Contains("is not deleted", Problem.DetailOf(await Problem.ReadAsync(again, HttpStatusCode.NotFound)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deleted_video_that_is_submitted_again_is_accepted_as_a_new_one()
    {
        var id = await MakeAsync();
        await api.Client.DeleteAsync($"/api/videos/{id}", Cancellation);

        using var response = await api.Client.PostAsJsonAsync("/api/videos", new { source = id }, Cancellation);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal("queued", (await api.GetAsync($"/api/videos/{id}/transcript")).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Unknown_and_malformed_ids_are_refused()
    {
        using var unknown = await api.Client.DeleteAsync($"/api/videos/{ApiFixture.NewId()}", Cancellation);
        await Problem.ReadAsync(unknown, HttpStatusCode.NotFound);
        using var notThere = await api.Client.PostAsync($"/api/videos/{ApiFixture.NewId()}/restore", content: null, Cancellation);
        await Problem.ReadAsync(notThere, HttpStatusCode.NotFound);
        using var malformed = await api.Client.DeleteAsync("/api/videos/bad.id", Cancellation);
        await Problem.ReadAsync(malformed, HttpStatusCode.BadRequest);
        using var notBack = await api.Client.PostAsync("/api/videos/bad.id/restore", content: null, Cancellation);
        await Problem.ReadAsync(notBack, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task What_is_gone_is_410_and_says_what_to_do()
    {
        var id = await MakeAsync();
        await api.DeleteLongAgoAsync(id);

        using var response = await api.Client.PostAsync($"/api/videos/{id}/restore", content: null, Cancellation);

        Assert.Contains("Submit it again", Problem.DetailOf(await Problem.ReadAsync(response, HttpStatusCode.Gone)), StringComparison.Ordinal);
        using var read = await api.Client.GetAsync($"/api/videos/{id}", Cancellation);
        Assert.Contains("nothing is left of it", Problem.DetailOf(await Problem.ReadAsync(read, HttpStatusCode.NotFound)), StringComparison.Ordinal);
    }

    private static void AssertSaysSo(string id, JsonElement problem) =>
        Assert.Matches($"^Video {id} was deleted. POST /api/videos/{id}/restore brings it back, until 2[0-9T:-]+Z at least.$", Problem.DetailOf(problem));

    private async Task<string> MakeAsync()
    {
        var id = await api.SubmitAsync();
        await api.Jobs.CompleteAsync(await api.ClaimAsync(id), "Hello", Cancellation);
        return id;
    }
}
