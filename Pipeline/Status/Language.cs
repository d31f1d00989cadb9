using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Pipeline.Status;

/// <summary>The language of a transcript and of what is made from it, as a BCP 47 tag (RFC 5646), e.g. <c>en</c> or <c>pt-BR</c>.</summary>
public static partial class Language
{
    /// <summary>What a message or a request without a language means.</summary>
    public const string Default = "en";

    /// <summary>The languages a person can submit a video for, and their own names for them.</summary>
    public static IReadOnlyDictionary<string, string> Offered { get; } = new Dictionary<string, string>
    {
        ["en"] = "English",
        ["tr"] = "Türkçe",
    };

    /// <summary>Whether the text has the form of a tag; another program may publish languages that are not offered here.</summary>
    public static bool IsWellFormed([NotNullWhen(true)] string? tag) => tag is not null && Form().IsMatch(tag);

    /// <summary>The language's own name where it is offered, else the tag itself.</summary>
    public static string NameOf(string tag) => Offered.GetValueOrDefault(tag, tag);

    [GeneratedRegex(@"\A[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
