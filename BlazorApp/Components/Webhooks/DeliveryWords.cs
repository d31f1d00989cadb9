using System.Globalization;
using System.Net;
using BlazorApp.Components.Layout;
using Microsoft.Extensions.Localization;
using Pipeline.Status;
using Pipeline.Webhooks;

namespace BlazorApp.Components.Webhooks;

/// <summary>The one place where a delivery becomes words, in the language of whoever looks.</summary>
public sealed class DeliveryWords(IStringLocalizer<Words> words, HealthWords lengths, TimeProvider clock)
{
    /// <summary>What it tells of.</summary>
    public string What(WebhookDeliveryRow delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return delivery.Kind is { } kind ? Told(Capital(words[kind.Name]), delivery.Told) : words["Test"];
    }

    /// <summary>The part of the style class that names its tone.</summary>
    /// <param name="delivery">The delivery.</param>
    /// <param name="stopped">Whether its webhook is.</param>
    public string Tone(WebhookDeliveryRow delivery, bool stopped)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return delivery.State switch
        {
            DeliveryState.Delivered => "done",
            DeliveryState.GivenUp => "bad",
            DeliveryState.Pending when delivery.AnsweredAt is not null && !IsHeld(delivery, stopped) => "warn",
            _ => "quiet",
        };
    }

    /// <summary>How far it is.</summary>
    /// <inheritdoc cref="Tone"/>
    public string Outcome(WebhookDeliveryRow delivery, bool stopped)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return delivery.State switch
        {
            DeliveryState.Delivered => words["Delivered: answered {0} in {1} ms", delivery.AnswerStatus ?? 0, Milliseconds(delivery)],
            DeliveryState.Superseded => words["Not sent: a newer state took its place"],
            DeliveryState.GivenUp when delivery.AnswerStatus == (int)HttpStatusCode.Gone => words["The receiver asked for no more (410), so notices to it were stopped"],
            DeliveryState.GivenUp when delivery.IsTest => words["Did not arrive: {0}", Answer(delivery)],
            DeliveryState.GivenUp => words["Given up after {0} attempts: {1}", delivery.Attempts, Answer(delivery)],
            _ when IsHeld(delivery, stopped) => words["Not sent: the webhook is stopped"],
            _ when delivery.AnsweredAt is null || delivery.NextAt <= clock.GetUtcNow() => words["On its way…"],
            _ => words["Attempt {0} of {1} failed: {2}", delivery.Attempts, RetrySchedule.MostAttempts, Answer(delivery)],
        };
    }

    /// <summary>What the reader can do, or what happens next; null where the outcome says it all.</summary>
    /// <inheritdoc cref="Tone"/>
    public string? Detail(WebhookDeliveryRow delivery, bool stopped)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        if (IsHeld(delivery, stopped))
            return words["Once it is started again this is sent, or what is newer by then."];
        if (delivery.State is DeliveryState.Delivered or DeliveryState.Superseded)
            return null;
        var advice = delivery.Problem switch
        {
            DeliveryProblem.AddressRefused => words["{0} is an address of this machine or its network. Who runs Live can allow it: Webhooks:AllowedNetworks.", delivery.ProblemDetail ?? string.Empty].Value,
            DeliveryProblem.Redirected when delivery.ProblemDetail is { } target => words["It leads to {0}, which is not followed. Make a webhook with that address instead.", target].Value,
            DeliveryProblem.NameUnknown => words["Check the address for a typing error."].Value,
            DeliveryProblem.Insecure => words["Its certificate is not one that Live trusts."].Value,
            _ => null,
        };
        var next = delivery.State == DeliveryState.Pending && delivery.AnsweredAt is not null && delivery.NextAt > clock.GetUtcNow()
            ? words["Tried again in {0}.", lengths.Length(delivery.NextAt - clock.GetUtcNow())].Value
            : null;
        return advice is null ? next : next is null ? advice : $"{advice} {next}";
    }

    // Until the webhook is started again; a test is sent all the same, and so is what is under way.
    private bool IsHeld(WebhookDeliveryRow delivery, bool stopped) =>
        stopped && delivery is { State: DeliveryState.Pending, IsTest: false } && !(delivery.LeaseUntil > clock.GetUtcNow());

    private string Answer(WebhookDeliveryRow delivery) => delivery.Problem switch
    {
        DeliveryProblem.TimedOut => words["no whole answer in time"],
        DeliveryProblem.AddressRefused => words["nothing is sent to that address"],
        DeliveryProblem.Redirected => words["it answered with a redirect ({0})", delivery.AnswerStatus ?? 0],
        DeliveryProblem.NameUnknown => words["there is no such host"],
        DeliveryProblem.Unreachable => words["nobody took the connection, or it broke"],
        DeliveryProblem.Insecure => words["the connection is not secure"],
        DeliveryProblem.NoHttp => words["the answer is no HTTP"],
        _ => words["it answered {0}", delivery.AnswerStatus ?? 0],
    };

    private string Told(string name, StatusState? state) => state switch
    {
        StatusState.Queued => words["{0} is waiting", name],
        StatusState.Processing => words["{0} is running", name],
        StatusState.Completed => words["{0} is complete", name],
        StatusState.Failed => words["{0} has failed", name],
        _ => words["{0} was cancelled", name],
    };

    private static string Milliseconds(WebhookDeliveryRow delivery) => (delivery.DurationMilliseconds ?? 0).ToString("N0", CultureInfo.CurrentCulture);

    private static string Capital(string word) => char.ToUpper(word[0], CultureInfo.CurrentCulture) + word[1..];
}
