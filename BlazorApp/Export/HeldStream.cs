using System.Buffers;
using System.IO.Pipelines;

namespace BlazorApp.Export;

/// <summary>
/// Takes what an archive writes and holds it until it is sent on. An archive writes parts of itself synchronously even where it is
/// asked not to (dotnet/runtime#121624, as of .NET 10), which the server does not allow.
/// </summary>
/// <param name="pipe">Where it is held; whoever flushes it sends it on.</param>
internal sealed class HeldStream(PipeWriter pipe) : WriteOnlyStream
{
    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer) => pipe.Write(buffer);

    /// <inheritdoc/>
    public override void Flush()
    {
    }
}
