using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using VideoAt = BlazorApp.Components.Pages.Video;
using VideoList = BlazorApp.Components.Pages.Videos;

namespace Tests.Component.Components.Pages;

/// <summary>A test that opens the app's pages.</summary>
public abstract class PageTest : StoreTest
{
    protected NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    /// <summary>The address after the host.</summary>
    protected string Address => "/" + Navigation.ToBaseRelativePath(Navigation.Uri);

    protected IRenderedComponent<VideoAt> Open(string video = "talk", string query = "", bool live = true)
    {
        Navigation.NavigateTo($"/videos/{video}{query}");
        return Render<VideoAt>(with => with.AddCascadingValue(Healthy with { RedisReachable = live }).Add(page => page.Id, video));
    }

    protected IRenderedComponent<VideoList> OpenList(string query = "", bool live = true)
    {
        Navigation.NavigateTo($"/{query}");
        return Render<VideoList>(with => with.AddCascadingValue(Healthy with { RedisReachable = live }));
    }

    /// <summary>Lets the page do what it has been told meanwhile.</summary>
    protected static Task SettleAsync<T>(IRenderedComponent<T> page)
        where T : IComponent => page.InvokeAsync(() => { });
}
