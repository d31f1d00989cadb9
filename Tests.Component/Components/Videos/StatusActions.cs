using BlazorApp.Components.Videos;
using Bunit;
using Microsoft.AspNetCore.Components.Web;
using Pipeline.Status;
using Xunit;

namespace Tests.Component.Components.Videos;

/// <summary>What a reader can ask of a status, from the panes that offer it.</summary>
public sealed class StatusActions : ComponentTest
{
    private int cancels;
    private int retries;

    [Theory]
    [InlineData(StatusState.Queued)]
    [InlineData(StatusState.Processing)]
    public void What_waits_or_runs_is_cancelled_by_one_press(StatusState state)
    {
        var pane = Pane(state);
        Assert.Equal((0, 0), (cancels, retries));

        pane.Button("Cancel transcript").Click();

        Assert.Equal((1, 0), (cancels, retries));
    }

    [Theory]
    [InlineData(StatusState.Failed, "Retry: transcript")]
    [InlineData(StatusState.Cancelled, "Start again: transcript")]
    public void What_ended_without_a_result_is_started_again_by_one_press(StatusState state, string name)
    {
        var pane = Pane(state);
        Assert.Equal((0, 0), (cancels, retries));

        pane.Button(name).Click();

        Assert.Equal((0, 1), (cancels, retries));
    }

    [Fact]
    public void Second_half_of_a_double_click_cancels_nothing()
    {
        var cancels = 0;
        var action = Render<StatusAction>(with => with
            .Add(action => action.Kind, StatusKind.Transcript)
            .Add(action => action.Message, Message(StatusState.Queued))
            .Add(action => action.Asked, false)
            .Add(action => action.OnCancel, () => cancels++));

        action.Button("Cancel transcript").Click(new MouseEventArgs { Detail = 2 });
        Assert.Equal(0, cancels);

        action.Button("Cancel transcript").Click(new MouseEventArgs { Detail = 1 });
        Assert.Equal(1, cancels);
    }

    [Fact]
    public void Completed_offers_nothing() => Assert.Empty(Pane(StatusState.Completed).Buttons);

    [Theory]
    [InlineData(StatusState.Processing)]
    [InlineData(StatusState.Failed)]
    public void Request_under_way_can_not_be_made_again(StatusState state)
    {
        var pane = Pane(state);
        Assert.False(pane.Find("button").IsDisabled);

        pane.Render(with => with.Add(pane => pane.Asked, true));

        Assert.True(pane.Find("button").IsDisabled);
    }

    [Fact]
    public void Press_before_the_page_is_connected_would_be_lost_so_it_is_not_offered()
    {
        Prerender();

        Assert.True(Pane(StatusState.Processing).Find("button").IsDisabled);
    }

    [Fact]
    public void Summary_offers_the_same()
    {
        var pane = Render<SummaryPane>(with => with
            .Add(pane => pane.Result, Shown(Summary(), Message(StatusState.Failed)))
            .Add(pane => pane.Live, true).Add(pane => pane.Before, StatusState.Completed)
            .Add(pane => pane.OnRetry, () => retries++));

        pane.Button("Retry: summary").Click();

        Assert.Equal(1, retries);
    }

    private IRenderedComponent<TranscriptPane> Pane(StatusState state) => Render<TranscriptPane>(with => with
        .Add(pane => pane.Result, Shown(Transcript(), Message(state))).Add(pane => pane.Live, true)
        .Add(pane => pane.OnCancel, () => cancels++).Add(pane => pane.OnRetry, () => retries++));
}
