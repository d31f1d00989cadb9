namespace Pipeline.Demo;

/// <summary>One of the processes that AppHost started.</summary>
/// <param name="Name">What AppHost calls it: <c>redis</c>, <c>app</c>, <c>worker-1</c>, …</param>
/// <param name="Id">The process id; another one after each start.</param>
/// <param name="State">How it is.</param>
/// <param name="Actions">What can be done to it now, on this system.</param>
public sealed record ControlledProcess(string Name, int Id, ProcessState State, IReadOnlyList<ProcessAction> Actions);
