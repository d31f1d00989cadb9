using System.Globalization;
using Microsoft.Playwright;
using Tests.E2E.Stack;

namespace Tests.E2E.Visits;

/// <summary>The lines that <see cref="HandWork"/> made, as a visit shows them.</summary>
public static class ShownText
{
    extension(Visit visit)
    {
        /// <summary>A line of the transcript, by its index.</summary>
        public ILocator Line(int index) =>
            visit.Transcript.Region.Locator(string.Create(CultureInfo.InvariantCulture, $"[data-start='{index * HandWork.LineEvery:0.###}']"));

        /// <summary>The first line in view, and where in the window it stands; -1 when there is none.</summary>
        public async Task<(int Index, int Top)> TopLineAsync()
        {
            var found = await visit.Page.EvaluateAsync<int[]>("""
                () => {
                  const line = [...document.querySelectorAll(".segment")].find(line => line.getBoundingClientRect().top >= 200);
                  return line && line.getBoundingClientRect().top < innerHeight ? [Math.round(Number(line.dataset.start) / 3.6), Math.round(line.getBoundingClientRect().top)] : [-1, 0];
                }
                """);
            return (found[0], found[1]);
        }
    }
}
