namespace BlazorApp.Status;

/// <summary>What the feed remembers of one status.</summary>
internal sealed class RememberedStatus
{
    private long last;

    /// <summary>The newest revision that is known.</summary>
    public long Revision { get; set; }

    /// <summary>Whether that revision has come, or is only known to be stored.</summary>
    public bool HasCome { get; set; }

    /// <summary>The number of the change that came last. Read by everybody who takes changes, while others come.</summary>
    public long Last => Volatile.Read(ref last);

    /// <summary>Another change has come.</summary>
    /// <returns>Its number.</returns>
    public long Next()
    {
        var number = last + 1;
        Volatile.Write(ref last, number);
        return number;
    }
}
