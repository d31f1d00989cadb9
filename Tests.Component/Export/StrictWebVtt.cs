using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace Tests.Component.Export;

/// <summary>Reads WebVTT as its section 4 (w3.org/TR/webvtt1/#syntax) says that authors write it, not as forgivingly as browsers read it.</summary>
internal static partial class StrictWebVtt
{
    /// <summary>The comments.</summary>
    public static IReadOnlyList<string> Notes(string file) => [.. Blocks(file).Where(block => block.StartsWith("NOTE ", StringComparison.Ordinal)).Select(note => note[5..])];

    /// <summary>The cues.</summary>
    public static IReadOnlyList<ReadCue> Read(string file)
    {
        Assert.DoesNotContain(file, letter => char.IsControl(letter) && letter != '\n'); // neither U+0000 nor another kind of line end
        var cues = new List<ReadCue>();
        foreach (var block in Blocks(file))
        {
            if (block.StartsWith("NOTE ", StringComparison.Ordinal))
            {
                Assert.Empty(cues);
                Assert.DoesNotContain("-->", block, StringComparison.Ordinal);
                continue;
            }

            var lines = block.Split('\n');
            var times = Times().Match(lines[0]);
            Assert.True(times.Success, $"No cue timings: {lines[0]}");
            Assert.True(lines.Length > 1, $"A cue without a payload: {block}");
            var cue = new ReadCue(TimeOf(times, 1), TimeOf(times, 5), TextOf(lines[1..]));
            Assert.True(cue.End > cue.Start, $"It goes before it comes: {lines[0]}");
            Assert.True(cues.Count == 0 || cue.Start >= cues[^1].Start, $"It comes before the one above it: {lines[0]}");
            cues.Add(cue);
        }

        return cues;
    }

    private static string[] Blocks(string file)
    {
        Assert.StartsWith("WEBVTT\n\n", file, StringComparison.Ordinal);
        Assert.EndsWith("\n", file, StringComparison.Ordinal);
        return file["WEBVTT\n\n".Length..].Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
    }

    private static string TextOf(string[] lines)
    {
        Assert.All(lines, line => Assert.False(string.IsNullOrWhiteSpace(line)));
        var text = string.Join('\n', lines);
        Assert.DoesNotContain("-->", text, StringComparison.Ordinal);
        Assert.DoesNotContain('<', text);
        var plain = Reference().Replace(text, match => match.Value switch { "&amp;" => "\u0001", "&lt;" => "<", _ => ">" });
        Assert.DoesNotContain('&', plain);
        return plain.Replace('\u0001', '&');
    }

    private static long TimeOf(Match times, int group)
    {
        var parts = Enumerable.Range(group, 4).Select(part => long.Parse(times.Groups[part].Value, CultureInfo.InvariantCulture)).ToArray();
        return (((((parts[0] * 60) + parts[1]) * 60) + parts[2]) * 1000) + parts[3];
    }

    [GeneratedRegex(@"\A([0-9]{2,}):([0-5][0-9]):([0-5][0-9])\.([0-9]{3}) --> ([0-9]{2,}):([0-5][0-9]):([0-5][0-9])\.([0-9]{3})\z")]
    private static partial Regex Times();

    [GeneratedRegex("&(?:amp|lt|gt);")]
    private static partial Regex Reference();
}
