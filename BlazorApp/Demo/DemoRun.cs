using System.Globalization;
using Pipeline.Demo;

namespace BlazorApp.Demo;

/// <summary>The videos of one demo. Its name stands in the wall's address and holds all that is needed to find them again.</summary>
public sealed record DemoRun
{
    private DemoRun(string stamp, int count)
    {
        Name = string.Create(CultureInfo.InvariantCulture, $"{stamp}-{count}");
        VideoIds = [.. Enumerable.Range(1, count).Select(place => string.Create(CultureInfo.InvariantCulture, $"{DemoWishes.IdPrefix}{stamp}-{place:000}"))];
    }

    /// <summary>As it stands in the address.</summary>
    public string Name { get; }

    /// <summary>The ids, in the order of their places.</summary>
    public IReadOnlyList<string> VideoIds { get; }

    /// <summary>A demo that has not been before.</summary>
    public static DemoRun New(int count, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        return new(clock.GetUtcNow().ToUnixTimeMilliseconds().ToString("x", CultureInfo.InvariantCulture), count);
    }

    /// <summary>The demo of that name; null when it can be none, whatever stands in the address.</summary>
    public static DemoRun? Parse(string? name) =>
        name?.Split('-') is [{ Length: > 0 and <= 16 } stamp, var text]
        && stamp.All(char.IsAsciiHexDigitLower)
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= DemoRequest.MostVideos
            ? new(stamp, count)
            : null;

    /// <inheritdoc/>
    public bool Equals(DemoRun? other) => other is not null && Name == other.Name;

    /// <inheritdoc/>
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);
}
