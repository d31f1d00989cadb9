using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Pipeline.Storage;

namespace Pipeline.Hosting;

/// <summary>Runs a program so that what a person can mend is said in a sentence instead of a stack trace.</summary>
public static class HostStart
{
    /// <summary>The exit code of a program that could not start and said why on the error output.</summary>
    public const int Refused = 1;

    /// <summary>Builds the host and runs it to its end.</summary>
    /// <returns>The exit code: 0, or <see cref="Refused"/>.</returns>
    public static async Task<int> RunAsync(Func<IHost> build)
    {
        ArgumentNullException.ThrowIfNull(build);
        try
        {
            using var host = build();
            // Before the host starts, because the host would log the stack as well.
            await host.Services.GetRequiredService<DatabaseUpgrade>().UpgradeAsync(CancellationToken.None);
            await host.RunAsync();
            return 0;
        }
        catch (Exception exception) when (exception is FormatException or OptionsValidationException or DatabaseUnusableException)
        {
            return Refuse(exception.Message);
        }
        catch (IOException exception) when (exception.InnerException?.InnerException is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse })
        {
            return Refuse($"{exception.Message} Stop the program that uses it, or choose another address with --urls http://localhost:5081.");
        }
    }

    private static int Refuse(string sentence)
    {
        Console.Error.WriteLine($"Live cannot start: {sentence}");
        return Refused;
    }
}
