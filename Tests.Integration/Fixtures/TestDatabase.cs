namespace Tests.Fixtures;

/// <summary>A database of a test's own, empty at first.</summary>
public abstract class TestDatabase : IDisposable
{
    /// <summary>The value for <c>ConnectionStrings:Database</c>; the same each time.</summary>
    public abstract Task<string> GetAddressAsync();

    /// <inheritdoc/>
    public abstract void Dispose();
}
