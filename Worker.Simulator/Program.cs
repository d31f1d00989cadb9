using Microsoft.Extensions.Hosting;
using Pipeline;
using Pipeline.Hosting;
using Pipeline.Observability;
using Worker.Simulator;

return await HostStart.RunAsync(() =>
{
    var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings
    {
        Args = args,
        // The linked settings file lies beside the program, wherever it is started from.
        ContentRootPath = AppContext.BaseDirectory,
    });

    builder.AddPipeline();
    builder.AddObservability("live-worker");
    builder.Services.AddSimulator();

    return builder.Build();
});
