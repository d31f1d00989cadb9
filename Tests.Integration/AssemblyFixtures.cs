using Tests.Fixtures;
using Xunit;

[assembly: AssemblyFixture(typeof(PostgresFixture))]
