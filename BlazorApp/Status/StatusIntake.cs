using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Extensions.Options;
using Pipeline.Announcements;
using Pipeline.Observability;
using Pipeline.Status;
using Pipeline.Storage;

namespace BlazorApp.Status;

/// <summary>
/// Takes in one message as it was heard: checks it and passes it to the feed. A message with a revision is passed on without
/// reading anything, as long as the database can have come that far; a short form is shown at once and handed on to be stored.
/// A revision that the database cannot have handed out is left out of what is passed on, so that it holds nothing back.
/// </summary>
public sealed partial class StatusIntake(
    StatusFeed feed,
    ShortFormStore shortForms,
    VideoStore store,
    FeedCounters counters,
    RecentEvents recent,
    IOptions<AnnouncementOptions> options,
    TimeProvider clock,
    ILogger<StatusIntake> logger)
{
    // How far ahead of the last reading a revision is believed. It costs one reading per so many changes.
    private const long Leap = 10_000;

    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(1);

    private long committed;
    private long disbelieved = long.MaxValue; // the lowest revision that the last reading refuted
    private long looked;

    /// <summary>Takes in a message.</summary>
    /// <param name="kind">Whose channel it was heard on.</param>
    /// <param name="payload">The message, whatever it may be.</param>
    /// <param name="isLast">Whether no other message of its channel waits behind it.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    public ValueTask TakeAsync(StatusKind kind, ReadOnlyMemory<byte> payload, bool isLast, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(kind);
        if (kind.IsSynthetic)
        {
            TakeSynthetic(kind, payload.Span);
            return ValueTask.CompletedTask;
        }

        var arrival = new Arrival(clock.GetTimestamp(), isLast);
        counters.AddReceived(clock.GetUtcNow());
        return TryPassByBytes(kind, payload, arrival) ? ValueTask.CompletedTask : TakeAsync(kind, payload, arrival, cancellationToken);
    }

    private async ValueTask TakeAsync(StatusKind kind, ReadOnlyMemory<byte> payload, Arrival arrival, CancellationToken cancellationToken)
    {
        var (message, problem) = StatusMessageReader.Read(payload.Span, options.Value.MaxMessageBytes);
        if (message is null)
        {
            Reject(kind, payload.Length, problem!);
            return;
        }

        if (message.Revision is not { } revision)
            await TakeShortFormAsync(kind, message, arrival, cancellationToken);
        else
            PassOn(ChangeOf(kind, await CanBeAsync(kind, revision, cancellationToken) ? message : Disbelieve(message)), arrival);
    }

    // What nobody watches is recognised by its bytes, and costs nothing more. What somebody watches goes on as it came when nothing is to be changed.
    private bool TryPassByBytes(StatusKind kind, ReadOnlyMemory<byte> payload, Arrival arrival)
    {
        var bytes = payload.Span;
        if (!StatusMessageScan.TryScan(bytes, options.Value.MaxMessageBytes, out var scanned) || CanBe(scanned.Revision) is not { } canBe)
            return false;
        Span<char> videoId = stackalloc char[bytes[scanned.VideoId].Length];
        Encoding.ASCII.GetChars(bytes[scanned.VideoId], videoId);
        Span<char> language = stackalloc char[bytes[scanned.Language].Length];
        Encoding.ASCII.GetChars(bytes[scanned.Language], language);
        var key = new ScannedKey(videoId, kind, language.IsEmpty ? Language.Default : language);
        long? revision = canBe ? scanned.Revision : null;
        if ((feed.PassOver(key, revision) ?? TryPassOn(key, revision, payload, scanned, arrival)) is not { } outcome)
            return false;
        if (!canBe)
            counters.AddDisbelieved();
        if (outcome == EventOutcome.PassedOn)
            counters.AddDelivered(clock.GetElapsedTime(arrival.At));
        recent.Add(kind, bytes, scanned, revision, outcome);
        return true;
    }

    private EventOutcome? TryPassOn(ScannedKey key, long? revision, ReadOnlyMemory<byte> payload, in ScannedMessage scanned, Arrival arrival)
    {
        if (LiveTraces.AreKept || !HeardAnnouncement.IsPassable(payload.Span, scanned))
            return null;
        var heard = new HeardAnnouncement(
            StatusKeyComparer.Instance.Create(key), revision, revision is null ? HeardAnnouncement.WithoutRevision(payload.Span, scanned) : payload);
        return feed.Publish(heard, arrival.IsLast) ? EventOutcome.PassedOn : EventOutcome.Late;
    }

    private static StatusChange ChangeOf(StatusKind kind, StatusMessage message) =>
        new(new StatusKey(message.VideoId, kind, message.Language ?? Language.Default), message);

    // Shown like a short form, over which whatever the database says next is shown, and which deletes nothing; but it says of itself that
    // it is stored.
    private StatusMessage Disbelieve(StatusMessage message)
    {
        counters.AddDisbelieved();
        return message with { Revision = null, Deleted = null };
    }

    // It takes the same steps but for the counting, and its revision is no number of the database.
    private void TakeSynthetic(StatusKind kind, ReadOnlySpan<byte> payload)
    {
        var (message, problem) = StatusMessageReader.Read(payload, options.Value.MaxMessageBytes);
        if (message?.Revision is null)
            LogRejected(kind.Channel, payload.Length, problem ?? "it has no revision");
        else
            feed.Publish(new StatusChange(new StatusKey(message.VideoId, kind, Language.Default), message));
    }

    private void PassOn(StatusChange change, Arrival arrival)
    {
        using var span = LiveTraces.Hear(change);
        // A short form stays as it came: it is stored once, because every process that hears it finds it to be the same.
        if (span is not null && change.Message.Revision is not null)
            change = change with { Message = change.Message with { Traceparent = span.Id } };
        var isNews = feed.Publish(change, arrival.IsLast);
        if (isNews)
            counters.AddDelivered(clock.GetElapsedTime(arrival.At));
        recent.Add(change, isNews ? EventOutcome.PassedOn : EventOutcome.Late);
    }

    private async ValueTask TakeShortFormAsync(StatusKind kind, StatusMessage message, Arrival arrival, CancellationToken cancellationToken)
    {
        counters.AddShortForm();
        var language = message.Language ?? await ReadLanguageAsync(message.VideoId, cancellationToken);
        var change = new StatusChange(new StatusKey(message.VideoId, kind, language), message);
        // One that is too large to travel inline is stored first and then announced by reference.
        if (message.Data?.Text is not { } text || Encoding.UTF8.GetByteCount(text) <= options.Value.InlineLimitBytes)
            PassOn(change, arrival);
        await shortForms.AddAsync(change, cancellationToken);
    }

    private void Reject(StatusKind kind, int length, string problem)
    {
        counters.AddRejected();
        recent.AddRejected(kind, length, problem);
        LogRejected(kind.Channel, length, problem);
    }

    // As far as it is known without a reading.
    private bool? CanBe(long revision)
    {
        if (revision - Leap <= Volatile.Read(ref committed))
            return true;
        return revision >= Volatile.Read(ref disbelieved) && clock.GetElapsedTime(Volatile.Read(ref looked)) < LookAgainAfter ? false : null;
    }

    /// <summary>
    /// Whether the database can have handed out that revision. What is announced is committed, so it has; a program that puts
    /// its clock there instead would have every later change of that status held back as older, for ever. A stream of such
    /// messages costs one reading a second.
    /// </summary>
    private async ValueTask<bool> CanBeAsync(StatusKind kind, long revision, CancellationToken cancellationToken)
    {
        if (CanBe(revision) is { } known)
            return known;
        await Elsewhere();
        try
        {
            var latest = await store.GetRevisionAsync(cancellationToken);
            Volatile.Write(ref committed, latest);
            if (revision - Leap <= latest)
                return true;
            Volatile.Write(ref disbelieved, revision);
            Volatile.Write(ref looked, clock.GetTimestamp());
            LogDisbelieved(revision, kind.Channel, latest);
            return false;
        }
        catch (System.Data.Common.DbException exception)
        {
            LogRevisionUnread(exception.Message);
            return true; // to lose a change is worse, and while the database is away there are hardly any
        }
    }

    // The thread that receives from Redis does not wait for the database: SQLite is read on the caller's thread.
    private static ConfiguredTaskAwaitable Elsewhere() => Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);

    private async Task<string> ReadLanguageAsync(string videoId, CancellationToken cancellationToken)
    {
        await Elsewhere();
        try
        {
            return await store.GetLanguageAsync(videoId, cancellationToken);
        }
        catch (System.Data.Common.DbException exception)
        {
            LogLanguageUnread(exception.Message);
            return Language.Default;
        }
    }

    /// <param name="At">When it came, by the clock's timestamps.</param>
    /// <param name="IsLast">Whether no other message of its channel waits behind it.</param>
    private readonly record struct Arrival(long At, bool IsLast);

    [LoggerMessage(LogLevel.Warning, "Skipped a message of {Length} bytes on {Channel}: {Problem}")]
    private partial void LogRejected(string channel, int length, string problem);

    [LoggerMessage(LogLevel.Warning, "A message on {Channel} claims revision {Revision}, and the database has handed out {Latest}: it is shown without a revision, and not stored")]
    private partial void LogDisbelieved(long revision, string channel, long latest);

    [LoggerMessage(LogLevel.Warning, "How far the database has come could not be read, so a revision is believed: {Reason}")]
    private partial void LogRevisionUnread(string reason);

    [LoggerMessage(LogLevel.Warning, "The language of a short form could not be read, so the default is taken: {Reason}")]
    private partial void LogLanguageUnread(string reason);
}
