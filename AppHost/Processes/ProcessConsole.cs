namespace AppHost.Processes;

/// <summary>The one console all processes share: each line names its process, and nothing breaks into another's line.</summary>
internal sealed class ProcessConsole(TextWriter output, TextWriter error)
{
    private readonly Lock gate = new();

    /// <summary>A line of a process.</summary>
    public void Line(string process, string text, bool isError = false) => Write(isError ? error : output, $"{process,-9} | {text}");

    /// <summary>Something AppHost says itself.</summary>
    public void Say(string text) => Write(output, text);

    /// <summary>Why AppHost gives up, in one sentence.</summary>
    public void Complain(string sentence) => Write(error, sentence);

    private void Write(TextWriter writer, string text)
    {
        lock (gate)
            writer.WriteLine(text);
    }
}
