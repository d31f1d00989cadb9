using Xunit;

namespace Tests.Integration.Faults;

/// <summary>Runs after all others and by itself: it measures times, and takes the machine for a minute.</summary>
[CollectionDefinition(nameof(AloneCollection), DisableParallelization = true)]
public sealed class AloneCollection;
