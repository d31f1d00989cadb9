using System.Globalization;
using System.Runtime.CompilerServices;

namespace Tests.Component;

/// <summary>The tests speak English, whatever the machine does.</summary>
internal static class EnglishThroughout
{
    [ModuleInitializer]
    internal static void Begin() =>
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = new CultureInfo("en");
}
