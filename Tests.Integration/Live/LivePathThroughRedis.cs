using Tests.Fixtures;

namespace Tests.Integration.Live;

public sealed class LivePathThroughRedis(LiveFixture<RedisServer> live) : LivePathContract<RedisServer>(live);
