using System.ComponentModel;
using System.Diagnostics;
using Pipeline.Demo;

namespace AppHost.Processes;

/// <summary>One started program. Its standard input is the cord it hangs by: closed, on purpose or by AppHost's death, it ends.</summary>
internal sealed class ChildProcess : IDisposable
{
    private const int RememberedLines = 60;

    private readonly Process process;
    private readonly ProcessConsole console;
    private readonly Queue<string> remembered = new();

    private Pause? pause;

    private ChildProcess(ChildProgram program, Process process, ProcessConsole console)
    {
        Program = program;
        this.process = process;
        this.console = console;
        Exited = WaitAsync();
    }

    /// <summary>What was started.</summary>
    public ChildProgram Program { get; }

    /// <summary>Completes once the process has ended and its last line was read.</summary>
    public Task<ProcessEnd> Exited { get; }

    /// <summary>Whether a person asked for its end, so that it says nothing about the program.</summary>
    public bool EndIsAsked { get; private set; }

    /// <summary>How it is, and what can be done to it.</summary>
    public ControlledProcess Describe() => new(Program.Name, process.Id, State, Actions);

    private ProcessState State => process.HasExited ? ProcessState.Starting : pause is not null ? ProcessState.Paused : ProcessState.Running;

    private ProcessAction[] Actions => (Program, State) switch
    {
        (_, ProcessState.Starting) => [],
        ({ MayRestart: true }, _) => [ProcessAction.Restart],
        ({ StartsAgain: false }, _) => [],
        _ when !PauseSignal.IsThere => [ProcessAction.Kill],
        (_, ProcessState.Paused) => [ProcessAction.Resume, ProcessAction.Kill],
        _ => [ProcessAction.Pause, ProcessAction.Kill],
    };

    /// <summary>Starts the program.</summary>
    /// <exception cref="LaunchException">The operating system refused.</exception>
    public static ChildProcess Start(ChildProgram program, ProcessConsole console)
    {
        try
        {
            return new(program, Process.Start(program.ToStartInfo())!, console);
        }
        catch (Win32Exception refusal)
        {
            throw new LaunchException(
                $"{program.Name} could not be started ({refusal.Message}): check that the .NET SDK is installed and `dotnet` is on the PATH.");
        }
    }

    /// <summary>Does something to the process.</summary>
    /// <returns>Whether that could be done now.</returns>
    public bool TryAct(ProcessAction action)
    {
        if (!Actions.Contains(action))
            return false;
        switch (action)
        {
            case ProcessAction.Pause:
                return (pause = Pause.TryBegin(process.Id, Program.Sqlite)) is not null;
            case ProcessAction.Resume when !PauseSignal.TryResume(process.Id):
                return false;
            case ProcessAction.Resume:
                EndPause();
                return true;
            default:
                EndPause();
                EndIsAsked = true;
                process.Kill();
                return true;
        }
    }

    /// <summary>Asks the process to end, and ends it when it has not within the grace.</summary>
    public async Task StopAsync(TimeSpan grace)
    {
        TryAct(ProcessAction.Resume); // standing still it would not hear that it is to end
        try
        {
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended already.
        }

        await Task.WhenAny(Exited, Task.Delay(grace));
        if (!process.HasExited)
            process.Kill();
        await Exited;
    }

    /// <summary>The newest lines of a quiet program.</summary>
    public string[] Remembered()
    {
        lock (remembered)
            return [.. remembered];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        EndPause();
        process.Dispose();
    }

    private void EndPause()
    {
        pause?.Dispose();
        pause = null;
    }

    private async Task<ProcessEnd> WaitAsync()
    {
        var lines = Task.WhenAll(ReadAsync(process.StandardOutput, isError: false), ReadAsync(process.StandardError, isError: true));
        await process.WaitForExitAsync();
        await Task.WhenAny(lines, Task.Delay(TimeSpan.FromMilliseconds(500))); // a grandchild may hold the pipes open
        return new(process.ExitCode);
    }

    private async Task ReadAsync(StreamReader reader, bool isError)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            if (Program.IsQuiet)
                Remember(line);
            else
                console.Line(Program.Name, line, isError);
        }
    }

    private void Remember(string line)
    {
        lock (remembered)
        {
            remembered.Enqueue(line);
            if (remembered.Count > RememberedLines)
                remembered.Dequeue();
        }
    }
}
