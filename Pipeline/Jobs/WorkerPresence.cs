using Microsoft.Extensions.Options;
using Pipeline.Redis;
using StackExchange.Redis;

namespace Pipeline.Jobs;

/// <summary>
/// Who is there to work, by heartbeat: each worker sets a key that expires, and a set names the keys, so that nobody has to
/// scan Redis for them.
/// </summary>
public sealed class WorkerPresence(RedisConnection redis, IOptions<JobOptions> options)
{
    private const string Names = "live:workers";

    /// <summary>Says that the worker is there, for <see cref="JobOptions.PresenceLifetime"/>; without effect while Redis is away.</summary>
    public async Task BeatAsync(string worker)
    {
        if (redis.Usable?.GetDatabase() is not { } keys)
            return;
        await keys.StringSetAsync(Key(worker), "1", options.Value.PresenceLifetime);
        await keys.SetAddAsync(Names, worker);
    }

    /// <summary>Says that the worker is gone, when it leaves in good order.</summary>
    public async Task LeaveAsync(string worker)
    {
        if (redis.Usable?.GetDatabase() is not { } keys)
            return;
        await keys.KeyDeleteAsync(Key(worker));
        await keys.SetRemoveAsync(Names, worker);
    }

    /// <summary>The workers present, by name; null while Redis is away and nobody knows.</summary>
    /// <exception cref="RedisException">Redis went away meanwhile.</exception>
    public async Task<IReadOnlyList<string>?> ListAsync()
    {
        if (redis.Usable?.GetDatabase() is not { } keys)
            return null;
        var names = (await keys.SetMembersAsync(Names)).Select(name => name.ToString()).Order(StringComparer.Ordinal).ToArray();
        if (names.Length == 0)
            return [];

        var beats = await keys.StringGetAsync([.. names.Select(name => (RedisKey)Key(name))]);
        var gone = names.Where((_, index) => beats[index].IsNull).Select(name => (RedisValue)name).ToArray();
        if (gone.Length > 0)
            await keys.SetRemoveAsync(Names, gone);
        return [.. names.Where((_, index) => !beats[index].IsNull)];
    }

    private static string Key(string worker) => $"live:worker:{worker}";
}
