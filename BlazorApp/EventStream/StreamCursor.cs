using System.Globalization;

namespace BlazorApp.EventStream;

/// <summary>Where a reader of the event stream may resume, as its <c>id:</c> says it: <c>4711-9f3c2a17</c>. Nobody but Live reads anything in it.</summary>
/// <param name="Position">Every change at or below this position of the database has been sent.</param>
/// <param name="Epoch">Which database's positions these are: eight hexadecimal digits.</param>
public readonly record struct StreamCursor(long Position, string Epoch)
{
    private const int EpochLength = 8;

    /// <summary>Reads what <see cref="ToString"/> wrote; null for anything else, which a reader may well send.</summary>
    public static StreamCursor? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var digits = text.Length - EpochLength - 1;
        if (digits < 1 || text[digits] != '-' || (text[0] == '0' && digits > 1))
            return null;
        var epoch = text[(digits + 1)..];
        return epoch.All(char.IsAsciiHexDigitLower) && long.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var position)
            ? new StreamCursor(position, epoch)
            : null;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Position}-{Epoch}");
}
