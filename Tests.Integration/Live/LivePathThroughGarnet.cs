using Tests.Fixtures;

namespace Tests.Integration.Live;

public sealed class LivePathThroughGarnet(LiveFixture<GarnetServer> live) : LivePathContract<GarnetServer>(live);
