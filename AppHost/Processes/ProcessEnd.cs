using Pipeline.Hosting;

namespace AppHost.Processes;

/// <summary>How a process ended.</summary>
/// <param name="ExitCode">As the runtime tells it: where there are signals, one is 128 and its number.</param>
internal readonly record struct ProcessEnd(int ExitCode)
{
    private const int SignalBase = 128;

    // Above SIGTERM the host of .NET has codes of its own, such as 150 for a framework that is missing.
    private const int HighestSignal = 15;

    /// <summary>A signal ended it, so it had no last words.</summary>
    public bool IsSignal => ExitCode is > SignalBase and <= SignalBase + HighestSignal && !OperatingSystem.IsWindows();

    /// <summary>It refused to start: what it said is to be put right, and another start would only say it again.</summary>
    public bool IsRefusal => ExitCode == HostStart.Refused;

    /// <inheritdoc/>
    public override string ToString() => (IsSignal, ExitCode - SignalBase) switch
    {
        (false, _) => $"exit code {ExitCode}",
        (_, 6) => "signal 6, SIGABRT",
        (_, 9) => "signal 9, SIGKILL",
        (_, 11) => "signal 11, SIGSEGV",
        (_, 15) => "signal 15, SIGTERM",
        (_, var signal) => $"signal {signal}",
    };
}
