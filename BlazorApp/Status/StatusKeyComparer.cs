using Pipeline.Status;

namespace BlazorApp.Status;

/// <summary>Finds what is kept by a <see cref="StatusKey"/> for a <see cref="ScannedKey"/> as well.</summary>
internal sealed class StatusKeyComparer : IEqualityComparer<StatusKey>, IAlternateEqualityComparer<ScannedKey, StatusKey>
{
    private StatusKeyComparer()
    {
    }

    public static StatusKeyComparer Instance { get; } = new();

    public bool Equals(StatusKey x, StatusKey y) => x == y;

    public int GetHashCode(StatusKey obj) => Combine(string.GetHashCode(obj.VideoId), obj.Kind, string.GetHashCode(obj.Language));

    public bool Equals(ScannedKey alternate, StatusKey other) =>
        alternate.Kind == other.Kind && alternate.VideoId.SequenceEqual(other.VideoId) && alternate.Language.SequenceEqual(other.Language);

    public int GetHashCode(ScannedKey alternate) => Combine(string.GetHashCode(alternate.VideoId), alternate.Kind, string.GetHashCode(alternate.Language));

    public StatusKey Create(ScannedKey alternate) => new(alternate.VideoId.ToString(), alternate.Kind, alternate.Language.ToString());

    private static int Combine(int videoId, StatusKind kind, int language) => HashCode.Combine(videoId, kind, language);
}
