using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pipeline;
using Pipeline.Hosting;
using Worker.Simulator;

namespace Benchmarks.Workers;

/// <summary>The simulated worker with nothing changed but its clock, which can be made to jump. Settings come by environment variables.</summary>
internal static class WorkerProgram
{
    /// <summary>The subcommand that runs it.</summary>
    public const string Name = "worker";

    /// <summary>The environment variable that names the file of its <see cref="JumpingClock"/>.</summary>
    public const string ClockFileVariable = "LIVE_CLOCK_FILE";

    /// <summary>The subcommand, for other benchmarks to start as a process of its own.</summary>
    public static Command Command()
    {
        var command = new Command(Name, "A simulated worker whose clock can be made to jump; started by the others.") { Hidden = true };
        command.SetAction(_ => HostStart.RunAsync(Build));
        return command;
    }

    private static IHost Build()
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
        if (Environment.GetEnvironmentVariable(ClockFileVariable) is { Length: > 0 } file)
            builder.Services.AddSingleton<TimeProvider>(new JumpingClock(file));
        builder.AddPipeline();
        builder.Services.AddSimulator();
        return builder.Build();
    }
}
