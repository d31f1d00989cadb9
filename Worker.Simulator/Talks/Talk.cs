namespace Worker.Simulator.Talks;

/// <summary>An original short talk, which the simulator "hears" when it transcribes a video.</summary>
/// <param name="Slug">Its name in the library, e.g. <c>lighthouse</c>; unique within its language.</param>
/// <param name="Language">The language it is spoken in, as a BCP 47 tag: <c>en</c> or <c>tr</c>.</param>
/// <param name="Title">The title, in the talk's own language.</param>
/// <param name="Summary">A paragraph, an empty line and three lines that begin with "– ", parted by line feeds.</param>
/// <param name="Lines">What is said, one spoken sentence a line, in order; each becomes one segment of the transcript.</param>
public sealed record Talk(string Slug, string Language, string Title, string Summary, IReadOnlyList<string> Lines);
