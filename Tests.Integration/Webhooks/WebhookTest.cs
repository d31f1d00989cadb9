using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Pipeline.Jobs;
using Pipeline.Status;
using Pipeline.Storage;
using Pipeline.Webhooks;
using Pipeline.Webhooks.Sending;
using Tests.Fixtures;
using Xunit;

namespace Tests.Integration.Webhooks;

/// <summary>A test of notices with a real receiver and a real database, and a clock that the test moves.</summary>
public abstract class WebhookTest(TestDatabase database) : StoreTest(database)
{
    private static readonly string[] Loopback = ["127.0.0.0/8"];

    private protected FakeTimeProvider Clock { get; } = new(DateTimeOffset.UtcNow);

    private protected WebhookStore StoreOf(PipelineHost host) => new(Databases(host), Clock);

    private protected WebhookIntake IntakeOf(PipelineHost host) => new(Databases(host), host.Store, Clock);

    private protected async Task<WebhookRow> MakeAsync(PipelineHost host, Receiver receiver, params StatusState[] states) =>
        (await StoreOf(host).CreateAsync(new WebhookAddress(new Uri(receiver.Url)), videoId: null, states, Cancel))!;

    /// <summary>Sends what is due, and waits for the answers.</summary>
    private protected async Task<int> SendAsync(
        PipelineHost host, WebhookOptions? options = null, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
    {
        var given = Options.Create(options ?? new WebhookOptions { AllowedNetworks = Loopback });
        using var client = new WebhookClient(given, Clock, resolve ?? Dns.GetHostAddressesAsync);
        var counters = ActivatorUtilities.CreateInstance<WebhookCounters>(host.Get<IServiceProvider>());
        var sender = new WebhookSender(new DeliveryQueue(Databases(host), Clock), client, counters, given, NullLogger<WebhookSender>.Instance);
        var sent = 0;
        while (await sender.StartDueAsync(() => { }, Cancel) is var started and > 0)
        {
            sent += started;
            await sender.FinishAsync();
        }

        return sent;
    }

    private protected async Task<IReadOnlyList<WebhookDeliveryRow>> DeliveriesAsync(PipelineHost host, WebhookRow webhook) =>
        (await StoreOf(host).GetDeliveriesAsync(webhook.Id, 100, after: null, Cancel)).Deliveries;

    private protected async Task<WebhookDeliveryRow> DeliveryAsync(PipelineHost host, WebhookRow webhook) => Assert.Single(await DeliveriesAsync(host, webhook));

    /// <summary>Makes a transcript. Its summary waits; those of other videos are claimed on the way.</summary>
    private protected static async Task CompleteAsync(PipelineHost host, string videoId = "talk", string text = "Hello.")
    {
        await SubmitAsync(host, videoId);
        Job job;
        do
        {
            job = await ClaimAsync(host);
        }
        while (job.Key != Transcript(videoId));
        Assert.True(await host.Jobs.CompleteAsync(job, text, Cancel));
    }

    private protected static IDbContextFactory<LiveDbContext> Databases(PipelineHost host) => host.Get<IDbContextFactory<LiveDbContext>>();
}
