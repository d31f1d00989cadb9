using Xunit;

namespace Tests.E2E.Stack;

/// <summary>The tests that play the worker's part themselves, in a Live that has none.</summary>
[CollectionDefinition]
public sealed class HandCollection : ICollectionFixture<HandFixture>;
