using System.Text.Json;
using Pipeline.Redis;
using StackExchange.Redis;

namespace Pipeline.Demo;

/// <summary>The wishes of demos: a plain key of Redis for each video, which the app leaves and simulated workers read.</summary>
public sealed class DemoWishes(RedisConnection redis)
{
    /// <summary>What the ids of a demo's videos begin with; nobody looks for wishes about any other.</summary>
    public const string IdPrefix = "demo-";

    /// <summary>How long a wish is kept; no demo lasts longer.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>Leaves these wishes; without effect while Redis is away.</summary>
    /// <exception cref="RedisException">Redis went away meanwhile.</exception>
    public async Task LeaveAsync(IReadOnlyDictionary<string, DemoWish> wishes)
    {
        ArgumentNullException.ThrowIfNull(wishes);
        if (redis.Usable?.GetDatabase() is { } keys)
            await Task.WhenAll(wishes.Select(wish => keys.StringSetAsync(Key(wish.Key), JsonSerializer.Serialize(wish.Value, JsonSerializerOptions.Web), Lifetime)));
    }

    /// <summary>What is wished of that video; null when nothing is that could be granted, and while Redis is away.</summary>
    /// <exception cref="RedisException">Redis went away meanwhile.</exception>
    /// <exception cref="JsonException">What was left there is no wish.</exception>
    public async Task<DemoWish?> FindAsync(string videoId)
    {
        if (redis.Usable?.GetDatabase() is not { } keys)
            return null;
        var text = (string?)await keys.StringGetAsync(Key(videoId));
        return text is not null && JsonSerializer.Deserialize<DemoWish>(text, JsonSerializerOptions.Web) is { IsValid: true } wish ? wish : null;
    }

    private static string Key(string videoId) => $"demo:{videoId}";
}
