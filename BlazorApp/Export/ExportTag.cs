using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;
using Pipeline.Storage;

namespace BlazorApp.Export;

/// <summary>The entity tag of a file: strong, so another one whenever a byte of it may be another (RFC 9110, 8.8.3).</summary>
internal static class ExportTag
{
    // A newer build may write the same text another way.
    private static readonly Guid Build = typeof(ExportTag).Module.ModuleVersionId;

    /// <summary>The tag of what that revision is in that format. The title and the link may change without it, and stand in the file or in its name.</summary>
    public static EntityTagHeaderValue Of(VideoView video, long revision, IExportFormat format)
    {
        var rest = SHA256.HashData(Encoding.UTF8.GetBytes($"{Build}\n{video.Title}\n{video.Source}"));
        return new(string.Create(CultureInfo.InvariantCulture, $"\"{revision}-{format.Name}-{Convert.ToHexStringLower(rest.AsSpan(0, 6))}\""));
    }
}
