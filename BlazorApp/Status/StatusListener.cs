using Microsoft.Extensions.Options;
using Pipeline.Announcements;
using Pipeline.Redis;
using Pipeline.Status;
using Pipeline.Storage;
using StackExchange.Redis;

namespace BlazorApp.Status;

/// <summary>
/// The process's one ear: hears every status channel, checks what it hears, and passes it to the feed. A message with a
/// revision is passed on without reading anything, as long as the database can have come that far; a short form is shown at
/// once and handed on to be stored.
/// </summary>
public sealed partial class StatusListener(
    RedisConnection redis,
    StatusFeed feed,
    ShortFormStore shortForms,
    VideoStore store,
    FeedCounters counters,
    IOptions<AnnouncementOptions> options,
    TimeProvider clock,
    ILogger<StatusListener> logger) : BackgroundService
{
    private static readonly TimeSpan SubscribeAgainAfter = TimeSpan.FromMilliseconds(500);

    // How far ahead of the last reading a revision is believed. It costs one reading per so many changes.
    private const long Leap = 10_000;

    private volatile int subscriptions;
    private long committed;

    /// <summary>On how many of the status channels this process listens.</summary>
    public int Subscriptions => subscriptions;

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(StatusKind.All.Select(kind => ListenAsync(kind, stoppingToken)));

    private async Task ListenAsync(StatusKind kind, CancellationToken cancellationToken)
    {
        var connection = await redis.OpenAsync(cancellationToken);
        var channel = RedisChannel.Literal(kind.Channel);
        var queue = await connection.GetSubscriber().SubscribeAsync(channel, SubscribeAgainAfter, clock, cancellationToken);
        Interlocked.Increment(ref subscriptions);
        LogListening(kind.Channel);
        try
        {
            // The queue keeps the order of arrival; the callback overload of Subscribe does not. It outlives lost connections.
            await foreach (var message in queue.WithCancellation(cancellationToken))
            {
                try
                {
                    await HearAsync(kind, message.Message, cancellationToken);
                }
                catch (Exception exception) when (exception is not OperationCanceledException)
                {
                    LogNotPassedOn(kind.Channel, exception);
                }
            }
        }
        finally
        {
            Interlocked.Decrement(ref subscriptions);
        }
    }

    private async ValueTask HearAsync(StatusKind kind, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        counters.AddReceived(clock.GetUtcNow());
        var (message, problem) = StatusMessageReader.Read(payload.Span, options.Value.MaxMessageBytes);
        if (message is null)
        {
            counters.AddRejected();
            LogRejected(kind.Channel, payload.Length, problem!);
            return;
        }

        if (message.Revision is { } revision)
        {
            if (!await CanBeAsync(revision, cancellationToken))
            {
                counters.AddRejected();
                LogRejected(kind.Channel, payload.Length, "revision is ahead of the database");
                return;
            }

            feed.Publish(new StatusChange(new StatusKey(message.VideoId, kind, message.Language ?? Language.Default), message));
            return;
        }

        counters.AddShortForm();
        var language = message.Language ?? await ReadLanguageAsync(message.VideoId, cancellationToken);
        var change = new StatusChange(new StatusKey(message.VideoId, kind, language), message);
        // One that is too large to travel inline is stored first and then announced by reference.
        if (message.Data?.Text is not { } text || System.Text.Encoding.UTF8.GetByteCount(text) <= options.Value.InlineLimitBytes)
            feed.Publish(change);
        await shortForms.AddAsync(change, cancellationToken);
    }

    /// <summary>
    /// Whether the database can have handed out that revision. What is announced is committed, so it has; a program that puts
    /// its clock there instead would have every later change of that status held back as older, for ever.
    /// </summary>
    private async ValueTask<bool> CanBeAsync(long revision, CancellationToken cancellationToken)
    {
        if (revision - Leap <= Volatile.Read(ref committed))
            return true;
        try
        {
            var latest = await store.GetRevisionAsync(cancellationToken);
            Volatile.Write(ref committed, latest);
            return revision - Leap <= latest;
        }
        catch (System.Data.Common.DbException exception)
        {
            LogRevisionUnread(exception.Message);
            return true; // to lose a change is worse, and while the database is away there are hardly any
        }
    }

    private async Task<string> ReadLanguageAsync(string videoId, CancellationToken cancellationToken)
    {
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

    [LoggerMessage(LogLevel.Information, "Listening on {Channel}")]
    private partial void LogListening(string channel);

    [LoggerMessage(LogLevel.Warning, "Skipped a message of {Length} bytes on {Channel}: {Problem}")]
    private partial void LogRejected(string channel, int length, string problem);

    [LoggerMessage(LogLevel.Error, "A message on {Channel} was not passed on")]
    private partial void LogNotPassedOn(string channel, Exception exception);

    [LoggerMessage(LogLevel.Warning, "How far the database has come could not be read, so a revision is believed: {Reason}")]
    private partial void LogRevisionUnread(string reason);

    [LoggerMessage(LogLevel.Warning, "The language of a short form could not be read, so the default is taken: {Reason}")]
    private partial void LogLanguageUnread(string reason);
}
