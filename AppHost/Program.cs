using AppHost;
using AppHost.Options;
using AppHost.Processes;
using AppHost.Startup;

var console = new ProcessConsole(Console.Out, Console.Error);
try
{
    using var stop = new StopSignals();
    return await LaunchCommand.InvokeAsync(args, console, options => new Launch(options, console).RunAsync(stop.Token));
}
catch (LaunchException failure)
{
    console.Complain(failure.Message);
    return 1;
}
