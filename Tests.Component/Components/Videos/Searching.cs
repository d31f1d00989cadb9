using BlazorApp.Components.Videos;
using Pipeline.Search;
using Pipeline.Status;
using Xunit;

namespace Tests.Component.Components.Videos;

/// <summary>A reader finds words as he would write them, in every line there is, whether or not the page holds it.</summary>
public sealed class Searching : StoreTest
{
    [Theory]
    [InlineData("An OPEN window", "open", true)]
    [InlineData("A café", "CAFE", true)]
    [InlineData("A closed door", "open", false)]
    [InlineData("A closed door", "lose", true)]
    [InlineData("It’s open", "it's", true)]
    [InlineData("IŞIK söndü", "ışık", true)]
    [InlineData("İstanbul", "istanbul", true)]
    [InlineData("ısı", "İSİ", true)]
    [InlineData("Şeker", "seker", true)]
    public void Words_are_found_whichever_way_they_are_typed(string text, string find, bool found) => Assert.Equal(found, TextSearch.Contains(text, FoldedText.Of(find)));

    [Theory]
    [InlineData("open", "An |Open| and |open| window")]
    [InlineData("An", "|An| Open |an|d open window")]
    [InlineData("nowhere", "An Open and open window")]
    [InlineData("", "An Open and open window")]
    public void Finds_are_told_apart_and_nothing_is_lost(string find, string parts)
    {
        var split = TextSearch.Split("An Open and open window", find).ToList();

        Assert.Equal(parts, string.Concat(split.Select(part => part.IsMatch ? $"|{part.Text}|" : part.Text)));
    }

    [Fact]
    public async Task Every_line_is_searched_though_a_page_holds_few_and_new_ones_are_as_they_arrive()
    {
        var job = await SubmitAndClaimAsync();
        await ReportAsync(job, Lines(0, 1000));
        var video = await ShowAsync();
        var transcript = video.Of(StatusKind.Transcript);
        var search = new TranscriptSearch(Results, transcript);

        await search.SearchAsync("Line 99", Cancel);
        Assert.Equal((11, 1, 99), (search.Count, search.Number, search.Line)); // 99 and 990 to 999

        search.Step(-1);
        Assert.Equal((11, 999), (search.Number, search.Line));
        search.Step(1);
        Assert.Equal(1, search.Number);

        await ReportAsync(job, Lines(1000, 1));
        await ReportAsync(job, [new Segment(1001, 6006, 6012, "Line 99 again")]);
        await video.ApplyAsync([await ReadAsync(Transcript())], Cancel);
        await search.GoOnAsync(Cancel);
        Assert.Equal((12, 1), (search.Count, search.Number));

        await search.SearchAsync("  ", Cancel);
        Assert.Equal((null, 0, null), (search.Find, search.Count, search.Line));
    }

    [Fact]
    public async Task What_was_typed_last_is_what_is_found()
    {
        await ReportAsync(await SubmitAndClaimAsync(), Lines(0, 100));
        var search = new TranscriptSearch(Results, (await ShowAsync()).Of(StatusKind.Transcript));
        var (reached, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        Gate.Before = async _ =>
        {
            Gate.Before = null;
            reached.SetResult();
            await goOn.Task;
        };

        var slow = search.SearchAsync("Line 1", Cancel);
        await reached.Task;
        await search.SearchAsync("Line 42", Cancel);
        goOn.SetResult();
        await slow;

        Assert.Equal(("Line 42", 1, 42), (search.Find, search.Count, search.Line));
    }
}
