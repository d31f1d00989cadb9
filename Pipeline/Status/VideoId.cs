using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Pipeline.Status;

/// <summary>The form of a video's id: 1 to 64 of <c>A-Z a-z 0-9 _ -</c>, which every YouTube id satisfies.</summary>
public static partial class VideoId
{
    /// <summary>The rule in words, for messages to people.</summary>
    public const string Rule = "1 to 64 letters, digits, '_' or '-'";

    /// <summary>Whether the text is a well-formed id; nothing is said about whether such a video exists.</summary>
    public static bool IsWellFormed([NotNullWhen(true)] string? id) => id is not null && Form().IsMatch(id);

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
