using Tests.Fixtures;
using Xunit;

namespace Tests.Integration.Live;

/// <summary>Tests that take the whole machine and measure it, one after the other, while no other test runs.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class LoadCollection : ICollectionFixture<LoadFixture>
{
    public const string Name = "Load";
}

/// <summary>Where that load is.</summary>
public sealed class LoadFixture() : StreamFixture(new SqliteFile());
