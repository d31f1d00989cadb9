using System.Diagnostics.CodeAnalysis;

namespace Pipeline.Status;

/// <summary>
/// A long-running operation on a video. This file is the one place where a kind is added: give it a name, the field
/// of <c>data</c> its result travels in, and the kind whose completion queues it.
/// </summary>
public sealed class StatusKind
{
    /// <summary>Speech to timed text; queued when a video is submitted.</summary>
    public static StatusKind Transcript { get; } = new("transcript", "formatted_text", follows: null);

    /// <summary>The transcript in brief; queued in the transaction that completes the transcript.</summary>
    public static StatusKind Summary { get; } = new("summary", "content", follows: Transcript);

    /// <summary>
    /// No operation, and not among <see cref="All"/>, so no route, row, page or stream can name it: what an app process sends itself by the
    /// whole way of a change to see that it arrives. Its channel is one of Live's own, and not of the contract.
    /// </summary>
    public static StatusKind Canary { get; } = new("canary", "content", follows: null) { Channel = "live:canary" };

    private StatusKind(string name, string resultField, StatusKind? follows)
    {
        Name = name;
        ResultField = resultField;
        Follows = follows;
        Channel = $"{name}:status";
    }

    /// <summary>Every kind, in the order in which they run.</summary>
    public static IReadOnlyList<StatusKind> All { get; } = [Transcript, Summary];

    /// <summary>The name on the wire, in routes and in the database: lower case, no spaces.</summary>
    public string Name { get; }

    /// <summary>The Redis channel its announcements travel on, <c>{name}:status</c>.</summary>
    public string Channel { get; private init; }

    /// <summary>Whether it is made up by Live for itself: people, programs and figures of traffic are to see nothing of it.</summary>
    public bool IsSynthetic => this == Canary;

    /// <summary>The member of <c>data</c> that holds the result text.</summary>
    public string ResultField { get; }

    /// <summary>The kind whose completion queues this one; null for what a submission queues.</summary>
    public StatusKind? Follows { get; }

    /// <summary>The kinds that the completion of this one queues.</summary>
    public IEnumerable<StatusKind> FollowedBy => All.Where(kind => kind.Follows == this);

    /// <summary>The kind of that name; <see langword="false"/> when there is none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? name, [NotNullWhen(true)] out StatusKind? kind)
    {
        kind = All.FirstOrDefault(candidate => candidate.Name == name);
        return kind is not null;
    }

    /// <summary>The kind of that name.</summary>
    /// <exception cref="ArgumentException">There is no such kind.</exception>
    public static StatusKind Parse(string name) => TryParse(name, out var kind)
        ? kind
        : throw new ArgumentException($"'{name}' is not a kind. Kinds are: {string.Join(", ", All)}.", nameof(name));

    /// <inheritdoc/>
    public override string ToString() => Name;
}
