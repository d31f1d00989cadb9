namespace Tests.Fixtures;

/// <summary>A SQLite file in a folder of its own.</summary>
public sealed class SqliteFile : TestDatabase
{
    private readonly TemporaryFolder folder = new();

    /// <summary>The file's full path. It is made by the first program that starts on it.</summary>
    public string Path => folder.File("live.db");

    /// <inheritdoc/>
    public override Task<string> GetAddressAsync() => Task.FromResult($"Data Source={Path}");

    /// <inheritdoc/>
    public override void Dispose() => folder.Dispose();
}
