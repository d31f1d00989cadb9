using Pipeline.Status;
using Xunit;

namespace Tests.Component.Contract;

public sealed class Sources
{
    [Theory]
    [InlineData("https://www.youtube.com/watch?v=Vhlwk1HcFdI")]
    [InlineData("http://www.youtube.com/watch?v=Vhlwk1HcFdI")]
    [InlineData("https://youtube.com/watch?v=Vhlwk1HcFdI&t=42s&list=PL1")]
    [InlineData("https://www.youtube.com/watch?app=desktop&v=Vhlwk1HcFdI#top")]
    [InlineData("https://m.youtube.com/watch?v=Vhlwk1HcFdI")]
    [InlineData("https://music.youtube.com/watch?v=Vhlwk1HcFdI")]
    [InlineData("https://youtu.be/Vhlwk1HcFdI")]
    [InlineData("https://youtu.be/Vhlwk1HcFdI?si=abc&t=3")]
    [InlineData("https://www.youtube.com/shorts/Vhlwk1HcFdI")]
    [InlineData("https://www.youtube.com/shorts/Vhlwk1HcFdI/?feature=share")]
    [InlineData("https://www.youtube.com/embed/Vhlwk1HcFdI?autoplay=1")]
    [InlineData("https://www.youtube-nocookie.com/embed/Vhlwk1HcFdI")]
    [InlineData("https://www.youtube.com/live/Vhlwk1HcFdI")]
    [InlineData("https://www.youtube.com/v/Vhlwk1HcFdI")]
    [InlineData("youtube.com/watch?v=Vhlwk1HcFdI")]
    [InlineData("youtu.be/Vhlwk1HcFdI")]
    [InlineData("  https://youtu.be/Vhlwk1HcFdI\n")]
    [InlineData("HTTPS://WWW.YouTube.COM/watch?v=Vhlwk1HcFdI")]
    public void Link_names_its_video(string text)
    {
        var (source, problem) = VideoSource.Read(text);

        Assert.Null(problem);
        Assert.Equal(new VideoSource("Vhlwk1HcFdI", "https://www.youtube.com/watch?v=Vhlwk1HcFdI"), source);
    }

    [Theory]
    [InlineData("Vhlwk1HcFdI")]
    [InlineData("a")]
    [InlineData("my-video_42")]
    [InlineData("  talk ")]
    public void Bare_id_is_taken_as_it_is(string text) => Assert.Equal(new VideoSource(text.Trim(), Link: null), VideoSource.Read(text).Source);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("not a link")]
    [InlineData("a/../b")]
    [InlineData("https://")]
    [InlineData("https://example.com/watch?v=Vhlwk1HcFdI")]
    [InlineData("https://youtube.com.example.com/watch?v=Vhlwk1HcFdI")]
    [InlineData("https://example.com/?u=https://youtu.be/Vhlwk1HcFdI")]
    [InlineData("https://www.youtube.com/")]
    [InlineData("https://www.youtube.com/watch")]
    [InlineData("https://www.youtube.com/watch?v=")]
    [InlineData("https://www.youtube.com/watch?v=short")]
    [InlineData("https://www.youtube.com/watch?v=Vhlwk1HcFdI&v=Vhlwk1HcFdJ")]
    [InlineData("https://www.youtube.com/watch?v=../../../etc")]
    [InlineData("https://www.youtube.com/@channel")]
    [InlineData("https://www.youtube.com/shorts/")]
    [InlineData("https://youtu.be/")]
    [InlineData("ftp://youtu.be/Vhlwk1HcFdI")]
    [InlineData("javascript:alert(1)//youtu.be/Vhlwk1HcFdI")]
    [InlineData("<script>alert(1)</script>")]
    public void Anything_else_is_answered_with_what_is_accepted(string? text)
    {
        var (source, problem) = VideoSource.Read(text);

        Assert.Null(source);
        Assert.EndsWith(VideoSource.Accepted, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_without_end_is_refused_for_its_length()
    {
        var (source, problem) = VideoSource.Read("https://youtu.be/Vhlwk1HcFdI?" + new string('x', VideoSource.MaxLength));

        Assert.Null(source);
        Assert.Contains("longer than 2048", problem, StringComparison.Ordinal);
    }
}
