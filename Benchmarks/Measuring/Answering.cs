using Tests.Fixtures;

namespace Benchmarks.Measuring;

/// <summary>Waits for servers.</summary>
internal static class Answering
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(60);

    /// <summary>Waits until a server answers with success.</summary>
    /// <exception cref="InvalidOperationException">It ended, or does not answer in time.</exception>
    public static async Task WaitUntilAnsweringAsync(this ChildProcess process, Uri address)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        await process.WaitUntilAsync(
            async () =>
            {
                try
                {
                    using var response = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead);
                    return response.IsSuccessStatusCode;
                }
                catch (HttpRequestException)
                {
                    return false; // it does not listen yet
                }
            },
            StartsWithin);
    }
}
