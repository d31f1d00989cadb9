using Xunit;
using Xunit.Sdk;
using Xunit.v3;

// Each test drives a browser and several processes, but mostly it waits for them: two at a time, each with a Live of its own.
[assembly: Parallelization(Mode = ParallelMode.Collections, MaxThreads = 2)]

namespace Tests.E2E.Stack;

/// <summary>The tests that share one Live.</summary>
[CollectionDefinition]
public sealed class LiveCollection : ICollectionFixture<LiveFixture>;
