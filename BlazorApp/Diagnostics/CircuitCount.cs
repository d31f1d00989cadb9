using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace BlazorApp.Diagnostics;

/// <summary>How many browsers are connected to this process right now. Exported as the meter <c>Live.Circuits</c>.</summary>
public sealed class CircuitCount : CircuitHandler
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Live.Circuits";

    private int connected;

    /// <param name="meters">Where the meter is made.</param>
    public CircuitCount(IMeterFactory meters) => meters.Create(MeterName).CreateObservableUpDownCounter(
        "live.circuits.connected", () => Connected, "{circuit}", "Circuits whose browser is connected");

    /// <summary>The circuits whose browser is connected; one that lost its browser and waits for it does not count.</summary>
    public int Connected => Volatile.Read(ref connected);

    /// <inheritdoc/>
    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref connected);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        Interlocked.Decrement(ref connected);
        return Task.CompletedTask;
    }
}
