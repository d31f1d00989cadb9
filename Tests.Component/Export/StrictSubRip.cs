using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace Tests.Component.Export;

/// <summary>Reads SubRip and takes nothing that any reader might stumble over.</summary>
internal static partial class StrictSubRip
{
    public static IReadOnlyList<ReadCue> Read(string file)
    {
        Assert.DoesNotContain('\n', file.Replace("\r\n", "", StringComparison.Ordinal));
        Assert.DoesNotContain('\r', file.Replace("\r\n", "", StringComparison.Ordinal));
        Assert.DoesNotContain(file, letter => char.IsControl(letter) && letter is not ('\r' or '\n'));
        if (file.Length == 0)
            return [];

        Assert.EndsWith("\r\n\r\n", file, StringComparison.Ordinal);
        var cues = new List<ReadCue>();
        foreach (var block in file[..^4].Split("\r\n\r\n"))
        {
            var lines = block.Split("\r\n");
            Assert.True(lines.Length >= 3, $"A subtitle without text: {block}");
            Assert.Equal((cues.Count + 1).ToString(CultureInfo.InvariantCulture), lines[0]);
            var times = Times().Match(lines[1]);
            Assert.True(times.Success, $"No line of times: {lines[1]}");
            Assert.All(lines[2..], line => Assert.False(string.IsNullOrWhiteSpace(line)));
            Assert.All(lines[2..], line => Assert.DoesNotContain("-->", line, StringComparison.Ordinal));

            var cue = new ReadCue(TimeOf(times, 1), TimeOf(times, 5), string.Join('\n', lines[2..]));
            Assert.True(cue.End > cue.Start, $"It goes before it comes: {lines[1]}");
            Assert.True(cues.Count == 0 || cue.Start >= cues[^1].End, $"It comes before the last one goes: {lines[1]}");
            cues.Add(cue);
        }

        return cues;
    }

    private static long TimeOf(Match times, int group)
    {
        var parts = Enumerable.Range(group, 4).Select(part => long.Parse(times.Groups[part].Value, CultureInfo.InvariantCulture)).ToArray();
        return (((((parts[0] * 60) + parts[1]) * 60) + parts[2]) * 1000) + parts[3];
    }

    [GeneratedRegex(@"\A([0-9]{2,}):([0-5][0-9]):([0-5][0-9]),([0-9]{3}) --> ([0-9]{2,}):([0-5][0-9]):([0-5][0-9]),([0-9]{3})\z")]
    private static partial Regex Times();
}
