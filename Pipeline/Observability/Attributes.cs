namespace Pipeline.Observability;

/// <summary>The attributes of metrics and spans. Those of metrics take few values; a video's id is an attribute of spans only.</summary>
public static class Attributes
{
    /// <summary>The kind of operation: <c>transcript</c>, <c>summary</c>.</summary>
    public const string Kind = "live.kind";

    /// <summary>How something ended.</summary>
    public const string Outcome = "live.outcome";

    /// <summary>The video's id.</summary>
    public const string Video = "live.video";

    /// <summary>The language.</summary>
    public const string Language = "live.language";

    /// <summary>The state that a change tells of.</summary>
    public const string State = "live.state";

    /// <summary>Which claim of the job it is.</summary>
    public const string Attempt = "live.attempt";
}
