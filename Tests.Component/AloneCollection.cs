using Xunit;

namespace Tests.Component;

/// <summary>Tests that look at the whole process, and so run one at a time and beside no other.</summary>
[CollectionDefinition(nameof(AloneCollection), DisableParallelization = true)]
public sealed class AloneCollection;
