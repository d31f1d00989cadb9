using System.Globalization;
using System.Text;
using System.Text.Json;
using CsCheck;

namespace Tests.Fixtures;

/// <summary>What may stand on a status channel: messages of the contract, and everything else. A recipe, so that a failure can be read and repeated.</summary>
/// <param name="Shape">What it is.</param>
/// <param name="Video">Which of a hundred videos.</param>
/// <param name="Place">Where it is damaged, in thousandths of its length.</param>
/// <param name="Value">The damage: a byte.</param>
/// <param name="Text">The text it carries.</param>
public sealed record FuzzedMessage(FuzzedShape Shape, int Video, int Place, int Value, string Text)
{
    /// <summary>Messages of every shape; two in five are of the contract.</summary>
    public static Gen<FuzzedMessage> Any { get; } = Gen.Select(
        Gen.Frequency(
            (38, Gen.Const(FuzzedShape.Full)),
            (2, Gen.Const(FuzzedShape.ShortForm)),
            (16, Gen.Const(FuzzedShape.Flipped)),
            (10, Gen.Const(FuzzedShape.Truncated)),
            (8, Gen.Const(FuzzedShape.Duplicated)),
            (8, Gen.Const(FuzzedShape.InvalidUtf8)),
            (6, Gen.Const(FuzzedShape.Deep)),
            (6, Gen.Const(FuzzedShape.Garbage)),
            (5, Gen.Const(FuzzedShape.HugeNumber)),
            (1, Gen.Const(FuzzedShape.Oversized))),
        Gen.Int[0, 99],
        Gen.Int[0, 999],
        Gen.Int[0, 255],
        Gen.String[0, 200],
        (shape, video, place, value, text) => new FuzzedMessage(shape, video, place, value, text));

    /// <summary>Whether it is of the contract, and must arrive.</summary>
    public bool IsValid => Shape is FuzzedShape.Full or FuzzedShape.ShortForm;

    /// <summary>Of which video; the damaged ones are about others, so that they hold nothing back.</summary>
    public string VideoId => IsValid ? $"valid-{Video}" : $"broken-{Video}";

    /// <summary>Writes it out.</summary>
    /// <param name="revision">The revision of a full one.</param>
    /// <param name="videoId">Instead of <see cref="VideoId"/>.</param>
    public byte[] Write(long revision, string? videoId = null)
    {
        var text = JsonSerializer.Serialize(Text);
        var id = videoId ?? VideoId;
        var whole = Encoding.UTF8.GetBytes(
            $$$"""{"videoId":"{{{id}}}","language":"en","status":"processing","timestamp":1732374000000,"revision":{{{revision}}},"progress":0.5,"newest":[{"index":0,"start":0.5,"end":1.5,"text":{{{text}}}}],"title":"a\u0000b","data":{"content":{{{text}}} } }""");
        var at = Place * whole.Length / 1000;
        return Shape switch
        {
            FuzzedShape.Full => whole,
            FuzzedShape.ShortForm => Encoding.UTF8.GetBytes($$"""{"videoId":"{{id}}","status":"completed","timestamp":1,"data":{"content":{{text}} } }"""),
            FuzzedShape.Truncated => whole[..at],
            FuzzedShape.Flipped => [.. whole[..at], (byte)Value, .. whole[Math.Min(at + 1, whole.Length)..]],
            FuzzedShape.InvalidUtf8 => [.. whole[..at], 0xC3, 0x28, 0xFF, .. whole[at..]],
            FuzzedShape.Duplicated => [.. whole[..^1], .. ",\"revision\":1,\"videoId\":\"broken-twice\"}"u8],
            FuzzedShape.Deep => Encoding.UTF8.GetBytes($$"""{"videoId":"{{id}}","x":{{new string('[', Place * 10)}}{{new string(']', Value)}} }"""),
            FuzzedShape.HugeNumber => Encoding.UTF8.GetBytes(string.Create(
                CultureInfo.InvariantCulture, $$"""{"videoId":"{{id}}","status":"processing","timestamp":1,"revision":9{{new string('9', Value)}},"progress":1e{{Place}} }""")),
            FuzzedShape.Oversized => [.. whole[..^1], .. Encoding.UTF8.GetBytes($",\"x\":\"{new string('x', 270_000)}\"}}")],
            _ => [.. Enumerable.Range(0, Place).Select(index => (byte)((index * 131) + Value))],
        };
    }
}
