namespace Tests.Component;

/// <summary>What an action costs in memory.</summary>
internal static class Allocated
{
    /// <summary>The bytes that the thread of the caller allocates during the action.</summary>
    /// <remarks>
    /// A thread is given room for objects some kilobytes at a time, and what is left of it when a concurrent collection ends is counted as
    /// allocated. So all is collected before: the thread is without room then, and is given some when it allocates and no sooner.
    /// </remarks>
    public static long By(Action action)
    {
        GC.Collect();
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
