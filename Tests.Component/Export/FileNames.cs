using System.Text;
using BlazorApp.Export;
using CsCheck;
using Pipeline.Status;
using Xunit;

namespace Tests.Component.Export;

/// <summary>What files are called.</summary>
public sealed class FileNames
{
    [Theory]
    [InlineData("The lighthouse", "The lighthouse.en.srt", "The lighthouse.en.srt")]
    [InlineData("Çay ve ışık: İğdır'da \"sabah\"", "Çay ve ışık İğdır'da sabah.en.srt", "Cay ve isik Igdir'da sabah.en.srt")]
    [InlineData("AC/DC \\ live? *1* <b>|", "AC DC live 1 b.en.srt", "AC DC live 1 b.en.srt")]
    [InlineData("..\\..\\etc\\passwd", "etc passwd.en.srt", "etc passwd.en.srt")]
    [InlineData("nul", "_nul.en.srt", "_nul.en.srt")]
    [InlineData("COM1.tar", "_COM1.tar.en.srt", "_COM1.tar.en.srt")]
    [InlineData("Console", "Console.en.srt", "Console.en.srt")]
    [InlineData(" . ", "Vhlwk1HcFdI.en.srt", "Vhlwk1HcFdI.en.srt")]
    [InlineData("Why…. ", "Why….en.srt", "Why_.en.srt")]
    [InlineData("日本語", "日本語.en.srt", "Vhlwk1HcFdI.en.srt")]
    [InlineData("gpj.\u202eexe", "gpj. exe.en.srt", "gpj. exe.en.srt")]
    [InlineData("two\r\nlines\0", "two lines.en.srt", "two lines.en.srt")]
    public void Name_is_the_title_as_far_as_every_system_takes_it(string title, string full, string plain) =>
        Assert.Equal(new ExportFileName(full, plain), ExportFileName.Of(Documents.Transcript() with { Title = title }, new SubRipFormat()));

    [Fact]
    public void Name_tells_a_summary_and_one_of_several()
    {
        Assert.Equal("The lighthouse.summary.en.md", ExportFileName.Of(Documents.Published("", StatusKind.Summary), new MarkdownFormat()).Full);
        Assert.Equal("The lighthouse (2).en.txt", ExportFileName.Of(Documents.Transcript(), new TextFormat(), number: 2).Full);
    }

    [Fact]
    public void Long_title_is_cut_between_letters()
    {
        var name = ExportFileName.Of(Documents.Transcript() with { Title = string.Concat(Enumerable.Repeat("👩‍🚀", 100)) }, new SubRipFormat()).Full;

        Assert.Equal(string.Concat(Enumerable.Repeat("👩‍🚀", 16)) + ".en.srt", name); // of 11 bytes each
    }

    [Fact]
    public void Header_carries_both_names() => Assert.Equal(
        "attachment; filename=\"Cay ve isik.tr.txt\"; filename*=UTF-8''%C3%87ay%20ve%20%C4%B1%C5%9F%C4%B1k.tr.txt",
        ExportFileName.Of(Documents.Transcript() with { Title = "Çay ve ışık", Language = "tr" }, new TextFormat()).Disposition.ToString());

    [Fact]
    public void Whatever_the_title_the_name_is_one_of_a_file_and_the_header_is_ascii() => Documents.AnyText.Sample(title =>
    {
        var name = ExportFileName.Of(Documents.Transcript() with { Title = title }, new SubRipFormat());

        Assert.Matches(@"\A[^<>:""/\\|?*\u0000-\u001f]+\.en\.srt\z", name.Full);
        Assert.DoesNotMatch(@"\A[. ]|[. ]\.en\.srt\z", name.Full);
        Assert.InRange(Encoding.UTF8.GetByteCount(name.Full), 8, 255);
        Assert.True(Ascii.IsValid(name.Disposition.ToString()));
    }, iter: Documents.Samples);
}
