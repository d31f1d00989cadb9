using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using BlazorApp.Status;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Observability;
using Pipeline.Status;
using Tests.Component.Components;
using Tests.Component.Components.Pages;
using Tests.Fixtures;
using Xunit;

namespace Tests.Component.Observability;

/// <summary>One trace from the click to the rendered row, as far as one process goes.</summary>
public sealed class OneTrace : PageTest
{
    private readonly ConcurrentQueue<Activity> ended = [];

    [Fact]
    public async Task Click_work_and_rendered_row_are_one_trace()
    {
        using var click = new Activity("click").Start();
        using var listener = Listen(click.TraceId);
        await SubmitThroughThePageAsync();
        click.Stop();

        var job = await ClaimAsync();
        var page = Open();
        using (LiveTraces.Perform(job))
            await CompleteAsync(job, "All of it");
        await HearAsync(Transcript());
        page.WaitForAssertion(() => Assert.Equal(["All of it"], page.Paragraphs));

        await Wait.For(() => ended.Any(span => span.OperationName == "render"), "the span of the rendered row");
        Assert.Equal(["hear", "perform", "render", "submit"], ended.Select(span => span.OperationName).Order(StringComparer.Ordinal));
        Assert.All(ended, span => Assert.Equal(click.TraceId, span.TraceId));
        var (submit, perform, hear, render) = (Span("submit"), Span("perform"), Span("hear"), Span("render"));
        Assert.Equal([click.SpanId, submit.SpanId, submit.SpanId, hear.SpanId], new[] { submit, perform, hear, render }.Select(span => span.ParentSpanId));
        Assert.Equal(("talk", "completed"), (render.GetTagItem(Attributes.Video), render.GetTagItem(Attributes.State)));
    }

    [Fact]
    public async Task Short_form_stays_as_it_came_so_that_every_process_finds_it_to_be_the_same()
    {
        using var publisher = new Activity("publisher").Start();
        using var listener = Listen(publisher.TraceId);
        publisher.Stop();
        using var subscription = Feed.Subscribe(StatusFilter.All);

        await Services.GetRequiredService<StatusIntake>().TakeAsync(
            StatusKind.Transcript, JsonSerializer.SerializeToUtf8Bytes(ShortForm(StatusState.Completed) with { Traceparent = publisher.Id }, StatusJson.Wire.StatusMessage), isLast: false, Cancel);

        Assert.Equal(publisher.Id, Assert.Single((await subscription.TakeAsync(Cancel)).Events).Change.Message.Traceparent);
        Assert.Equal(publisher.SpanId, Span("hear").ParentSpanId);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("no trace")]
    [InlineData("00-00000000000000000000000000000000-0000000000000000-01")]
    public void What_carries_no_trace_begins_none(string? traceparent)
    {
        using var listener = new ActivityListener { ShouldListenTo = source => source == LiveTraces.App, Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded };
        ActivitySource.AddActivityListener(listener);

        Assert.Null(LiveTraces.Hear(new StatusChange(Transcript(), ShortForm(StatusState.Completed) with { Traceparent = traceparent })));
    }

    // Other tests run beside this one, so only what belongs to this trace is recorded.
    private ActivityListener Listen(ActivityTraceId trace)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name.StartsWith("Live.", StringComparison.Ordinal),
            Sample = (ref options) => options.Parent.TraceId == trace ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private Activity Span(string name) => ended.Single(span => span.OperationName == name);

    private async Task SubmitThroughThePageAsync()
    {
        var page = OpenList();
        await page.Find("textarea[name=source]").ChangeAsync(new() { Value = "talk" });
        await page.Find("form").SubmitAsync();
        Assert.Equal("/videos/talk?language=en", Address);
        await DisposeComponentsAsync(); // it has gone on to the other page
    }

    private async Task HearAsync(StatusKey key)
    {
        var payload = JsonSerializer.SerializeToUtf8Bytes((await ReadAsync(key)).Message, StatusJson.Wire.StatusMessage);
        await Services.GetRequiredService<StatusIntake>().TakeAsync(key.Kind, payload, isLast: false, Cancel);
    }
}
