using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Pipeline.Status;

namespace Pipeline.Storage;

/// <summary>A place between two videos of a list, as text for an address: the key that the list is sorted by and the id, which decides between equal keys.</summary>
public static class PagePosition
{
    private const long Latest = 253_402_300_800_000; // the year 10000

    /// <summary>The place of that video in a list sorted by time.</summary>
    public static string OfTime(DateTimeOffset at, string id) => string.Create(CultureInfo.InvariantCulture, $"{at.ToUnixTimeMilliseconds()}_{id}");

    /// <summary>Whether it is a place in a list of that order.</summary>
    public static bool IsWellFormed(string text, VideoSort sort)
    {
        try
        {
            _ = sort == VideoSort.Title ? ParseTitle(text).Id : ParseTime(text).Id;
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <summary>The place of that video in a list of that order.</summary>
    internal static string Of(VideoRow video, VideoSort sort) => sort == VideoSort.Title
        ? $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(video.SortTitle))}.{video.Id}"
        : OfTime(video.CreatedAt, video.Id);

    /// <summary>Reads a place in a list sorted by time.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    internal static (DateTimeOffset At, string Id) ParseTime(string text) =>
        text.Split('_', 2) is [var milliseconds, var id] && VideoId.IsWellFormed(id)
        && long.TryParse(milliseconds, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value < Latest
            ? (DateTimeOffset.FromUnixTimeMilliseconds(value), id)
            : throw None();

    /// <summary>Reads a place in a list sorted by title.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    internal static (string Title, string Id) ParseTitle(string text) =>
        text.Split('.', 2) is [var title, var id] && VideoId.IsWellFormed(id) && Base64Url.IsValid(title)
        && Encoding.UTF8.GetString(Base64Url.DecodeFromChars(title)) is { Length: <= SortTitles.MaxLength } read && !read.Contains('\0', StringComparison.Ordinal)
            ? (read, id)
            : throw None();

    private static FormatException None() => new("'after' is not a position in this list. Use the 'next' of the page before.");
}
