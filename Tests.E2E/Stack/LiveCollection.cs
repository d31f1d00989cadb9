using Xunit;
using Xunit.Sdk;
using Xunit.v3;

// Each test drives a browser and several processes; two at a time would only measure each other.
[assembly: Parallelization(Mode = ParallelMode.None)]

namespace Tests.E2E.Stack;

/// <summary>The tests that share one Live.</summary>
[CollectionDefinition]
public sealed class LiveCollection : ICollectionFixture<LiveFixture>;
