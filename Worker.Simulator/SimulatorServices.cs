using Microsoft.Extensions.DependencyInjection;
using Pipeline.Demo;
using Worker.Simulator.Performing;
using Worker.Simulator.Talks;

namespace Worker.Simulator;

/// <summary>Registers the simulated worker.</summary>
public static class SimulatorServices
{
    // {
    //   "Simulator": { "Speed": 1, "Concurrency": 4, "FailureShare": 0.125, "StallShare": 0, "Seed": 1, "Name": null,
    //                  "TranscriptDuration": "00:00:20", "SummaryDuration": "00:00:04" }
    // }

    /// <summary>Adds the worker, its heartbeat and its bell.</summary>
    public static IServiceCollection AddSimulator(this IServiceCollection services)
    {
        services.AddOptions<SimulatorOptions>().BindConfiguration("Simulator").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<WorkerName>();
        services.AddSingleton<TalkLibrary>();
        services.AddSingleton<Score>();
        services.AddSingleton<DemoWishes>();
        services.AddSingleton<Wishes>();
        services.AddSingleton<Bell>();
        services.AddHostedService(provider => provider.GetRequiredService<Bell>());
        services.AddHostedService<Heartbeat>();
        services.AddSingleton<JobReports>();
        services.AddSingleton<JobPerformer>();
        services.AddHostedService<SimulatedWorker>();
        return services;
    }
}
