using Pipeline.Status;

namespace Pipeline.Webhooks;

/// <summary>Which states a webhook is told of.</summary>
public static class WebhookStates
{
    /// <summary>Those of an end: what a webhook is told of that names none.</summary>
    public static IReadOnlyList<StatusState> Default { get; } = [.. Enum.GetValues<StatusState>().Where(state => state.IsFinal)];

    /// <summary>As they are stored: in their own order, each once.</summary>
    public static string Join(IEnumerable<StatusState> states) => string.Join(' ', states.Distinct().Order().Select(state => state.Name));

    /// <summary>The states of a webhook.</summary>
    public static IReadOnlyList<StatusState> Of(WebhookRow webhook) => [.. Enum.GetValues<StatusState>().Where(webhook.Wants)];
}
