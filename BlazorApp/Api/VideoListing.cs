using System.Globalization;
using Pipeline.Status;
using Pipeline.Storage;

namespace BlazorApp.Api;

/// <summary>A page of the list of videos as it is asked for by an address, and the address it is asked for by.</summary>
internal static class VideoListing
{
    public const int MaxPageSize = 200;
    public const int DefaultPageSize = 50;

    /// <summary>Reads what is asked.</summary>
    /// <returns>The query, and what is wrong with it by the field it is in.</returns>
    public static (VideoQuery Query, Dictionary<string, string[]> Errors) Read(string? size, string? state, string? language, string? sort, string? after)
    {
        var errors = new Dictionary<string, string[]>();
        var most = DefaultPageSize;
        if (size is not null && !int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out most) || most is < 1 or > MaxPageSize)
            errors["size"] = [$"Ask for 1 to {MaxPageSize} videos at a time."];
        StatusState? inState = null;
        if (state is not null && (inState = StatusState.Parse(state)) is null)
            errors["state"] = [$"There is no such state. States are: {string.Join(", ", Enum.GetValues<StatusState>().Select(known => known.Name))}."];
        if (language is not null && !Language.IsWellFormed(language))
            errors["language"] = ["Name the language by its tag, such as en or pt-BR."];
        var order = VideoSort.Newest;
        if (sort is not null)
        {
            if (VideoSort.Parse(sort) is { } known)
                order = known;
            else
                errors["sort"] = ["Sort by one of: newest, oldest, title."];
        }

        return (new VideoQuery(most, inState, language, order, after), errors);
    }

    /// <summary>The part of the address that asks for that page.</summary>
    public static QueryString Address(VideoQuery query)
    {
        var address = QueryString.Create("size", query.Size.ToString(CultureInfo.InvariantCulture));
        if (query.State is { } state)
            address = address.Add("state", state.Name);
        if (query.Language is { } language)
            address = address.Add("language", language);
        if (query.Sort != VideoSort.Newest)
            address = address.Add("sort", query.Sort.Name);
        return query.After is { } after ? address.Add("after", after) : address;
    }
}
