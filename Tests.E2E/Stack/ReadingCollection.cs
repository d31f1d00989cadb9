using Xunit;

namespace Tests.E2E.Stack;

/// <summary>The tests of reading, in which the test itself does the worker's part. They share another Live, so that both run at once.</summary>
[CollectionDefinition]
public sealed class ReadingCollection : ICollectionFixture<LiveFixture>;
