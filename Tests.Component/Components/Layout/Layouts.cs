using System.Globalization;
using BlazorApp.Components.Figures;
using BlazorApp.Components.Layout;
using BlazorApp.Status;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace Tests.Component.Components.Layout;

/// <summary>What surrounds every page, told of the live path by one subscription.</summary>
public sealed class Layouts : StoreTest
{
    private LiveHealth Health => Services.GetRequiredService<LiveHealth>();

    [Fact]
    public async Task Page_learns_that_the_live_path_broke()
    {
        var page = Page();
        Assert.Equal("", page.Find("[aria-label=Connectivity]").Words);

        await LookAsync();

        page.WaitForAssertion(() => Assert.StartsWith("Redis is unreachable.", page.Find("[aria-label=Connectivity]").Words, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_host_tells_is_said_in_the_readers_language()
    {
        var hosts = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("tr");
        var page = Page();
        CultureInfo.CurrentUICulture = hosts;

        await LookAsync();

        page.WaitForAssertion(() => Assert.StartsWith("Redis", page.Find("[role=status]").Words, StringComparison.Ordinal));
        Assert.Equal("Bağlantı durumu", page.Find("[role=status]").Name);
        Assert.DoesNotContain("unreachable", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prerendered_page_watches_nothing()
    {
        Prerender();
        var page = Page();

        await LookAsync();

        Assert.Equal("", page.Find("[aria-label=Connectivity]").Words);
    }

    [Fact]
    public async Task Page_that_comes_later_begins_with_how_it_is()
    {
        await LookAsync();

        Assert.StartsWith("Redis is unreachable.", Page().Find("[aria-label=Connectivity]").Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_about_the_live_path_says_its_trouble_itself_and_only_once()
    {
        await LookAsync();
        Services.GetRequiredService<NavigationManager>().NavigateTo("/diagnostics?kind=summary");
        var page = Page();
        Assert.Empty(page.FindAll("[aria-label=Connectivity]"));

        Services.GetRequiredService<NavigationManager>().NavigateTo("/webhooks");

        Assert.StartsWith("Redis is unreachable.", Page().Find("[aria-label=Connectivity]").Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Content_is_one_step_away_by_keyboard_and_its_places_are_named()
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("/videos/talk?language=tr");

        var page = Page();

        Assert.Equal("/videos/talk?language=tr#content", page.Find("a.skip").GetAttribute("href"));
        Assert.Equal("The page", page.Find("main#content").Words);
        Assert.Equal(["Videos", "Search", "Webhooks", "Diagnostics"], page.FindAll("nav[aria-label=Main] a").Select(link => link.Words));
    }

    [Theory]
    [InlineData("Development", true)]
    [InlineData("Production", false)]
    public void Demo_wall_is_linked_in_development_only(string environment, bool linked)
    {
        Services.GetRequiredService<IHostEnvironment>().EnvironmentName = environment;

        Assert.Equal(linked ? 1 : 0, Page().FindAll("nav a[href='/demo']").Count);
    }

    [Fact]
    public void Figures_are_pairs_of_term_and_value()
    {
        var group = Render<FigureGroup>(with => with.Add(group => group.Title, "Redis").AddChildContent<Figure>(with => with
            .Add(figure => figure.Name, "Connection").Add(figure => figure.Value, "Unreachable").Add(figure => figure.IsBad, true)));

        Assert.Equal("Redis Connection Unreachable", group.Region("Redis").Words);
        Assert.Equal(("Connection", "Unreachable"), (group.Find("dl > div.is-bad > dt").Words, group.Find("dd").Words));
    }

    private async Task LookAsync()
    {
        await Health.StartAsync(Cancel);
        await Fixtures.Wait.For(() => Health.HasLooked, "the first look");
    }

    private IRenderedComponent<HealthCascade> Page() => Render<HealthCascade>(with => with
        .AddChildContent<MainLayout>(with => with.Add(layout => layout.Body, "The page")));
}
