using Xunit;

namespace Tests.Integration.Api;

/// <summary>The tests that share one app.</summary>
[CollectionDefinition(Name)]
public sealed class ApiCollection : ICollectionFixture<ApiFixture>
{
    public const string Name = "API";
}
