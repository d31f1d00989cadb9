using Pipeline.Storage;

namespace Pipeline.Jobs;

/// <summary>The answer to a submission.</summary>
/// <param name="Video">The video as it stands now.</param>
/// <param name="Created">Whether this submission queued something; <see langword="false"/> when the same video and language were there already.</param>
public sealed record Submission(VideoView Video, bool Created);
