using Pipeline.Status;

namespace Pipeline.Search;

/// <summary>
/// Words that nobody can type, indexed beside a text, so that asking for its language, its kind or its title only is one more word
/// to look up and not a filter that has to pass over every other match.
/// </summary>
internal static class SearchMarks
{
    /// <summary>A text of that kind.</summary>
    public static string Of(StatusKind kind) => $"›{kind.Name}";

    /// <summary>A text in that language.</summary>
    public static string Of(string language) => $"»{language.ToLowerInvariant().Replace('-', '»')}";

    /// <summary>A word of the title.</summary>
    public static string OfTitle(string word) => $"‹{word}";

    /// <summary>What a request asks for beside its words.</summary>
    public static IReadOnlyList<string> Of(SearchRequest request) =>
        [.. request.Kind is { } kind ? [Of(kind)] : (string[])[], .. request.Language is { } language ? [Of(language)] : (string[])[]];
}
