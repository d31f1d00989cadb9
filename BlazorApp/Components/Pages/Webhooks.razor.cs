using System.Data.Common;
using BlazorApp.Components.Webhooks;
using BlazorApp.Webhooks;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Pipeline.Webhooks;
using Pipeline.Webhooks.Sending;

namespace BlazorApp.Components.Pages;

/// <summary>Who is told of changes, and what they answered; read once a second while somebody looks.</summary>
public sealed partial class Webhooks(
    WebhookStore store, AddressRules rules, WebhookBell bell, NavigationManager navigation, TimeProvider clock, ILogger<Webhooks> logger) : ComponentBase, IAsyncDisposable
{
    private const int Shown = 20;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource leaving = new();
    private Task pump = Task.CompletedTask;
    private IReadOnlyList<WebhookRow>? webhooks;
    private DeliveryPage? deliveries;
    private (string Id, string Secret)? secret;
    private string? problem;
    private string? failed;
    private bool unreadable;
    private bool busy;
    private int made;

    /// <summary>The webhook whose deliveries are shown; in the address, so that it can be sent to somebody.</summary>
    [SupplyParameterFromQuery(Name = "open")]
    private string? Open { get; set; }

    private WebhookStore Store => store;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await leaving.CancelAsync();
        await pump;
        leaving.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        deliveries = null;
        await ReadAsync();
    }

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
            pump = RefreshAsync();
    }

    private async Task RefreshAsync()
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(leaving.Token))
            {
                await ReadAsync();
                StateHasChanged();
            }
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task ReadAsync()
    {
        var asked = Open;
        try
        {
            var read = await store.ListAsync(leaving.Token);
            var page = asked is null ? null : await store.GetDeliveriesAsync(asked, Shown, after: null, leaving.Token);
            (webhooks, unreadable) = (read, false);
            if (asked == Open)
                deliveries = page;
        }
        catch (DbException exception)
        {
            unreadable = true;
            LogUnreadable(exception.Message);
        }
    }

    private async Task CreateAsync(WebhookWish wish)
    {
        var (address, refusal) = wish.Read(rules);
        problem = refusal is null ? null : Words[refusal].Value;
        if (address is null || problem is not null)
            return;
        await ActAsync("", async token =>
        {
            var row = await store.CreateAsync(address, wish.VideoId, wish.States, token);
            (problem, secret) = row is null ? (Words["There are 1,000 webhooks already. Remove one that is not needed."].Value, secret) : (null, (row.Id, row.Secret));
            made += row is null ? 0 : 1; // an empty form for the next one
        });
        if (failed == "")
            problem = Words["The database does not answer. Try again in a few seconds."];
    }

    private async Task TestAsync(string id)
    {
        await ActAsync(id, token => store.TestAsync(id, token));
        if (Open != id)
            navigation.NavigateTo($"/webhooks?open={id}");
    }

    private Task ReplaceAsync(string id) => ActAsync(id, async token =>
        secret = await store.ReplaceSecretAsync(id, token) is { } replaced ? (id, replaced) : secret);

    private async Task ActAsync(string id, Func<CancellationToken, Task> act)
    {
        if (busy)
            return;
        (busy, failed) = (true, null);
        try
        {
            await act(leaving.Token);
            bell.Ring();
            await ReadAsync();
        }
        catch (Exception exception) when (exception is DbException or DbUpdateException)
        {
            failed = id;
            LogUnreadable(exception.GetBaseException().Message);
        }
        finally
        {
            busy = false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The page of webhooks could not use the database: {Reason}")]
    private partial void LogUnreadable(string reason);
}
