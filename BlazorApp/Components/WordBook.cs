using System.Collections;
using System.Collections.Frozen;
using System.Globalization;
using System.Resources;
using Microsoft.Extensions.Localization;

namespace BlazorApp.Components;

/// <summary>
/// The words of the pages, read from their resources once. The framework's own localizer makes a text of the name and the language at each look and
/// keeps one for each name that it does not find, though workers bring ever new ones; a tenth of what drawing a page costs went there.
/// </summary>
internal sealed class WordBook : IStringLocalizer<Words>
{
    private static readonly FrozenDictionary<string, LocalizedString> None = FrozenDictionary<string, LocalizedString>.Empty;

    private readonly FrozenDictionary<string, FrozenDictionary<string, LocalizedString>> books;

    /// <summary>Reads them.</summary>
    public WordBook()
    {
        var read = LiveCultures.Names.Keys.ToDictionary(language => language, language => Read(CultureInfo.GetCultureInfo(language)).ToList());
        // A word that a language says as it is written on the page, as English does all of them, has no entry of its own there.
        string[] names = [.. read.Values.SelectMany(words => words).Select(word => word.Name).Distinct()];
        books = read.ToFrozenDictionary(
            language => language.Key,
            language => language.Value.UnionBy(names.Select(name => new LocalizedString(name, name)), word => word.Name).ToFrozenDictionary(word => word.Name));
    }

    private FrozenDictionary<string, LocalizedString> Book
    {
        get
        {
            for (var culture = CultureInfo.CurrentUICulture; culture != CultureInfo.InvariantCulture; culture = culture.Parent)
            {
                if (books.TryGetValue(culture.Name, out var book))
                    return book;
            }

            return None;
        }
    }

    /// <inheritdoc/>
    public LocalizedString this[string name] => Book.TryGetValue(name, out var word) ? word : new(name, name, resourceNotFound: true);

    /// <inheritdoc/>
    public LocalizedString this[string name, params object[] arguments]
    {
        get
        {
            var word = this[name];
            return new(name, string.Format(CultureInfo.CurrentCulture, word.Value, arguments), word.ResourceNotFound);
        }
    }

    /// <inheritdoc/>
    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => Book.Values;

    private static IEnumerable<LocalizedString> Read(CultureInfo culture)
    {
        var resources = new ResourceManager("BlazorApp.Resources.Words", typeof(Words).Assembly);
        var words = resources.GetResourceSet(culture, createIfNotExists: true, tryParents: false)?.Cast<DictionaryEntry>() ?? [];
        return words.Select(word => new LocalizedString((string)word.Key, (string)word.Value!));
    }
}
