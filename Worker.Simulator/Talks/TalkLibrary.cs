using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Pipeline.Status;

namespace Worker.Simulator.Talks;

/// <summary>The talks that travel inside the program, so that a demo needs no network, no model and no media file.</summary>
/// <remarks>They are read once, when the library is made; it never changes afterwards and may be shared between threads.</remarks>
public sealed class TalkLibrary
{
    private readonly Dictionary<string, Talk[]> byLanguage;

    /// <summary>Reads every embedded talk.</summary>
    /// <exception cref="InvalidDataException">A talk, named in the message, lacks a part, or none is English.</exception>
    public TalkLibrary()
    {
        Talks = [.. ReadAll().OrderBy(talk => talk.Language, StringComparer.Ordinal).ThenBy(talk => talk.Slug, StringComparer.Ordinal)];
        byLanguage = Talks
            .GroupBy(talk => talk.Language)
            .ToDictionary(talks => talks.Key, talks => talks.ToArray(), StringComparer.OrdinalIgnoreCase);
        if (!byLanguage.ContainsKey(Language.Default))
            throw new InvalidDataException($"No talk in '{Language.Default}' is embedded, so there is none to fall back on.");
    }

    /// <summary>Every talk, ordered by language and then by slug.</summary>
    public IReadOnlyList<Talk> Talks { get; }

    /// <summary>The talk of a video: the same video, language and seed give the same talk in every process and on every machine.</summary>
    /// <param name="videoId">The video whose talk is wanted.</param>
    /// <param name="language">A BCP 47 tag; <c>tr-TR</c> finds the talks in <c>tr</c>, a language without talks the English ones.</param>
    /// <param name="seed">Another seed deals the talks out anew.</param>
    public Talk Pick(string videoId, string language, int seed)
    {
        var primary = language.Split('-')[0];
        var talks = byLanguage.GetValueOrDefault(primary) ?? byLanguage[Language.Default];

        // string.GetHashCode is salted per process: a job taken over by another worker would go on with another talk.
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seed}:{videoId}")));
        return talks[BinaryPrimitives.ReadUInt64BigEndian(hash) % (ulong)talks.Length];
    }

    private static IEnumerable<Talk> ReadAll()
    {
        var assembly = typeof(TalkLibrary).Assembly;
        foreach (var name in assembly.GetManifestResourceNames())
        {
            // Worker.Simulator.Talks.en.lighthouse.md
            if (name.Split('.') is not [.., "Talks", var language, var slug, "md"])
                continue;
            using var text = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
            yield return Read(name, language, slug, text);
        }
    }

    private static Talk Read(string name, string language, string slug, StreamReader text)
    {
        string? title = null;
        List<string> summary = [], lines = [];
        while (text.ReadLine() is { } line)
        {
            if (title is null && line.StartsWith("# ", StringComparison.Ordinal))
                title = line[2..].Trim();
            else if (line.StartsWith('>'))
                summary.Add(line[1..].Trim());
            else if (!string.IsNullOrWhiteSpace(line))
                lines.Add(line.Trim());
        }

        if (string.IsNullOrEmpty(title) || summary.Count == 0 || lines.Count == 0)
            throw new InvalidDataException($"{name} is not a talk: it needs '# title', '> summary' lines and lines that are said.");
        return new Talk(slug, language, title, string.Join('\n', summary), lines);
    }
}
