using BlazorApp.Demo;
using Bunit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;
using Page = BlazorApp.Components.Pages.DemoWall;

namespace Tests.Component.Components.Pages;

/// <summary>A test of the demo wall.</summary>
public abstract class DemoWallTest : PageTest
{
    protected DemoWallTest()
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true, EnvironmentName = Environments.Development });
        var before = builder.Services.Count;
        builder.AddDemo();
        foreach (var service in builder.Services.Skip(before))
            Services.Add(service);
        Services.AddSingleton(builder.Environment);
    }

    /// <summary>Opens the wall.</summary>
    /// <param name="query">The demo in its address.</param>
    /// <param name="live">Whether news are heard.</param>
    protected IRenderedComponent<Page> OpenWall(string query = "", bool live = true)
    {
        Navigation.NavigateTo($"/demo{query}");
        return Render<Page>(with => with.AddCascadingValue(Healthy with { RedisReachable = live }));
    }

    protected static IReadOnlyList<string> Tiles(IRenderedComponent<Page> page) => [.. page.FindAll(".tile").Select(tile => tile.Words)];

    protected static IReadOnlyList<string> Counts(IRenderedComponent<Page> page) => [.. page.FindAll(".wall-counts > div").Select(count => count.Words)];

    protected static string Count(IRenderedComponent<Page> page, string state) => Assert.Single(Counts(page), count => count.EndsWith(state, StringComparison.Ordinal));
}
