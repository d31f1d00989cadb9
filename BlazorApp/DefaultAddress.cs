using Microsoft.Extensions.Configuration.Memory;

namespace BlazorApp;

/// <summary>Where the app listens when nobody says otherwise.</summary>
public static class DefaultAddress
{
    /// <summary>The address in development, as in the documents.</summary>
    public const string Url = "http://localhost:5080";

    /// <summary>
    /// Adds the default below every other source. In a settings file it would outrank <c>ASPNETCORE_URLS</c>, which is read
    /// before the files; and where a container sets ports, those are meant.
    /// </summary>
    public static IConfigurationManager AddDefaultAddress(this IConfigurationManager configuration)
    {
        if (configuration["http_ports"] is null && configuration["https_ports"] is null)
            configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = new Dictionary<string, string?> { ["urls"] = Url } });
        return configuration;
    }
}
