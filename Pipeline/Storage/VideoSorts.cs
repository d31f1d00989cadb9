namespace Pipeline.Storage;

/// <summary>The names of the orders in addresses.</summary>
public static class VideoSorts
{
    extension(VideoSort sort)
    {
        /// <summary>Its name in an address.</summary>
        public string Name => sort switch
        {
            VideoSort.Newest => "newest",
            VideoSort.Oldest => "oldest",
            VideoSort.Title => "title",
            _ => throw new ArgumentOutOfRangeException(nameof(sort), sort, message: null),
        };

        /// <summary>The order of that name; null when there is none.</summary>
        public static VideoSort? Parse(string? name)
        {
            foreach (var known in Enum.GetValues<VideoSort>())
            {
                if (known.Name == name)
                    return known;
            }

            return null;
        }
    }
}
