using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Pipeline.Hosting;

/// <summary>Lets a program end with the one that started it.</summary>
public static class ParentLifetimeRegistration
{
    /// <summary>
    /// Adds <see cref="ParentLifetime"/> when the parent asked for it by the environment variable
    /// <see cref="ParentLifetime.Variable"/>; otherwise nothing changes, and Ctrl-C and SIGTERM mean what they always do.
    /// </summary>
    public static IServiceCollection AddParentLifetime(this IServiceCollection services) =>
        ParentLifetime.IsAskedFor ? services.AddSingleton<IHostLifetime, ParentLifetime>() : services;
}
