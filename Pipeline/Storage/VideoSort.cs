namespace Pipeline.Storage;

/// <summary>In which order videos are listed.</summary>
public enum VideoSort
{
    /// <summary>What became known last comes first.</summary>
    Newest,

    /// <summary>What became known first comes first.</summary>
    Oldest,

    /// <summary>By title, whatever the case and the accents of its letters.</summary>
    Title,
}
