using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Xunit;

namespace Tests.Component.Components;

/// <summary>Finds things on a page the way its reader does: by role and name.</summary>
internal static class Screen
{
    extension(IElement element)
    {
        /// <summary>All that is written in it, with single spaces.</summary>
        public string Words => string.Join(
            ' ', element.Descendants<IText>().SelectMany(text => text.Data.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));

        /// <summary>What assistive technology calls it.</summary>
        public string Name => element.GetAttribute("aria-label") ?? element.Words;

        public bool IsDisabled => element.HasAttribute("disabled");
    }

    extension<T>(IRenderedComponent<T> cut)
        where T : IComponent
    {
        public IReadOnlyList<string> Buttons => [.. cut.FindAll("button:not([data-copy], [hidden])").Select(button => button.Name)];

        /// <summary>What is said at once to those who hear the page; null while there is nothing.</summary>
        public string? Alert => cut.FindAll("[role=alert]:not([hidden])").SingleOrDefault()?.Words;

        /// <summary>The lines of a timed transcript.</summary>
        public IReadOnlyList<string> Lines => [.. cut.FindAll("ol.segments > li").Select(line => line.Words)];

        public IReadOnlyList<string> Paragraphs => [.. cut.FindAll(".prose > p").Select(paragraph => paragraph.TextContent)];

        public IElement Button(string name) => Assert.Single(cut.FindAll("button"), button => button.Name == name);

        public IElement Region(string name) => cut.Find($"section[aria-label='{name}']");
    }
}
