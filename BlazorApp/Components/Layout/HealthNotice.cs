namespace BlazorApp.Components.Layout;

/// <summary>What a notice about the live path says.</summary>
/// <param name="Trouble">What happened.</param>
/// <param name="Consequence">What follows from it, and what Live does.</param>
public sealed record HealthNotice(string Trouble, string Consequence);
