using BlazorApp.Components;
using BlazorApp.Components.Layout;
using BlazorApp.Components.Videos;
using BlazorApp.Status;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using Pipeline.Status;
using Tests.Fixtures;
using Xunit;

namespace Tests.Component.Components;

/// <summary>A test that renders components as a connected browser gets them, unless it says otherwise.</summary>
public abstract class ComponentTest : BunitContext, IAsyncLifetime
{
    static ComponentTest() => DefaultWaitTimeout = Wait.Patience;

    protected ComponentTest()
    {
        Services.AddLogging().AddMudServices().AddLiveCultures().AddLiveWords();
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    /// <inheritdoc/>
    // Not in the constructor: it closes the services, and a derived test still adds some.
    public ValueTask InitializeAsync()
    {
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        return ValueTask.CompletedTask;
    }

    protected StatusWords Statuses => Services.GetRequiredService<StatusWords>();

    protected HealthWords Trouble => Services.GetRequiredService<HealthWords>();

    protected VideoHeading Heading => Services.GetRequiredService<VideoHeading>();

    protected static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    protected static HealthReport Healthy { get; } = new()
    {
        RedisReachable = true,
        Hearing = true,
        Subscriptions = StatusKind.All.Count,
        DatabaseReachable = true,
        Workers = ["worker-1"],
    };

    /// <summary>From here on what is rendered is the first answer to a request, before the browser is connected.</summary>
    protected void Prerender() => SetRendererInfo(new RendererInfo("Static", isInteractive: false));

    protected static StatusKey Transcript(string video = "talk", string language = "en") => new(video, StatusKind.Transcript, language);

    protected static StatusKey Summary(string video = "talk", string language = "en") => new(video, StatusKind.Summary, language);

    /// <summary>A message as workers announce it.</summary>
    protected static StatusMessage Message(StatusState state, long revision = 1, StatusKey? key = null) => new()
    {
        VideoId = (key ?? Transcript()).VideoId,
        Language = (key ?? Transcript()).Language,
        Status = state,
        Timestamp = revision,
        Revision = revision,
    };

    /// <summary>A message as another program publishes it.</summary>
    protected static StatusMessage ShortForm(StatusState state, StatusData? data = null) =>
        new() { VideoId = "talk", Status = state, Timestamp = 1, Data = data };

    protected static IReadOnlyList<Segment> Lines(int from, int count) =>
        [.. Enumerable.Range(from, count).Select(index => new Segment(index, index * 6, (index * 6) + 6, $"Line {index}"))];

    /// <summary>What a page shows after these messages.</summary>
    protected static ShownResult Shown(StatusKey key, params StatusMessage[] messages)
    {
        var result = new ShownResult(key, TimeProvider.System);
        foreach (var message in messages)
            result.Apply(new StatusChange(key, message));
        return result;
    }
}
