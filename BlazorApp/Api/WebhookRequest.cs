using System.ComponentModel.DataAnnotations;
using Pipeline.Status;
using Pipeline.Webhooks;
using Pipeline.Webhooks.Sending;

namespace BlazorApp.Api;

/// <summary>Where to send notices, and of what.</summary>
/// <param name="Url">A whole <c>http</c> or <c>https</c> address, without name and password.</param>
/// <param name="Video">The id of the one video to tell of; all when absent.</param>
/// <param name="States">The states to tell of; <c>completed</c>, <c>failed</c> and <c>cancelled</c> when absent.</param>
public sealed record WebhookRequest([property: Required] string? Url, string? Video = null, IReadOnlyList<string>? States = null)
{
    /// <summary>What is asked for, understood.</summary>
    /// <returns>The address and the states; or the problems, by the field they are in.</returns>
    public (WebhookAddress? Address, IReadOnlyList<StatusState> States, Dictionary<string, string[]> Errors) Read(AddressRules rules)
    {
        var errors = new Dictionary<string, string[]>();
        var (address, problem) = WebhookAddress.Read(Url, rules);
        if (problem is not null)
            errors["url"] = [problem];
        if (Video is not null && !VideoId.IsWellFormed(Video))
            errors["video"] = [$"That is not a video's id. An id is {VideoId.Rule}."];
        var all = Enum.GetValues<StatusState>();
        var names = States ?? [.. WebhookStates.Default.Select(state => state.Name)];
        if (names.Count == 0 || names.Any(name => !all.Any(state => state.Name == name)))
            errors["states"] = [$"Name one or more of: {string.Join(", ", all.Select(state => state.Name))}."];
        return (address, [.. all.Where(state => names.Contains(state.Name))], errors);
    }
}
