using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Pipeline.Status;

/// <summary>The form of a video's id: 1 to 64 of <c>A-Z a-z 0-9 _ -</c>, which every YouTube id satisfies.</summary>
public static class VideoId
{
    /// <summary>The rule in words, for messages to people.</summary>
    public const string Rule = "1 to 64 letters, digits, '_' or '-'";

    /// <summary>The longest id, in characters and in bytes of UTF-8.</summary>
    public const int MaxLength = 64;

    private const string Allowed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";

    private static readonly SearchValues<char> Characters = SearchValues.Create(Allowed);
    private static readonly SearchValues<byte> Bytes = SearchValues.Create(Encoding.ASCII.GetBytes(Allowed));

    /// <summary>Whether the text is a well-formed id; nothing is said about whether such a video exists.</summary>
    public static bool IsWellFormed([NotNullWhen(true)] string? id) => id is { Length: > 0 and <= MaxLength } && !id.AsSpan().ContainsAnyExcept(Characters);

    /// <summary>The same of a text in UTF-8.</summary>
    public static bool IsWellFormed(ReadOnlySpan<byte> id) => id.Length is > 0 and <= MaxLength && !id.ContainsAnyExcept(Bytes);
}
