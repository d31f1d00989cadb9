using System.Net.Http.Json;
using Benchmarks.Faults.Deploying;

namespace Benchmarks.Faults.Viewers;

/// <summary>Reads the list of videos over HTTP, all pages of it.</summary>
internal static class VideoList
{
    /// <summary>Notes where every status stands.</summary>
    public static async Task LookUpAsync(HttpClient client, Uri app, SeenStatuses seen, CancellationToken cancellationToken)
    {
        for (var after = ""; after is not null;)
        {
            var page = await client.GetFromJsonAsync<Page>(new Uri(app, $"/api/videos?size=200{after}"), cancellationToken);
            foreach (var video in page!.Videos)
            {
                foreach (var status in video.Statuses)
                    seen.LookUp(new StatusName(video.Id, status.Kind, status.Language), new SeenStatus(status.Status, status.Revision));
            }

            after = page.Next is null ? null : $"&after={page.Next}";
        }
    }

    private sealed record Page(IReadOnlyList<Video> Videos, string? Next);

    private sealed record Video(string Id, IReadOnlyList<Standing> Statuses);

    private sealed record Standing(string Kind, string Language, string Status, long Revision);
}
