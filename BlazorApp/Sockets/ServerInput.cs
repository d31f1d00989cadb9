using System.IO.Pipelines;

namespace BlazorApp.Sockets;

/// <summary>What the server reads of a connection: where it was taken from the server (<see cref="SocketOutput.TakeOver"/>), that no other request comes.</summary>
internal sealed class ServerInput(PipeReader input, SocketOutput output) : PipeReader
{
    private static readonly ReadResult End = new(default, isCanceled: false, isCompleted: true);

    /// <inheritdoc/>
    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default) => output.IsTaken ? new(End) : input.ReadAsync(cancellationToken);

    /// <inheritdoc/>
    public override bool TryRead(out ReadResult result)
    {
        result = End;
        return output.IsTaken || input.TryRead(out result);
    }

    /// <inheritdoc/>
    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    /// <inheritdoc/>
    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        if (!output.IsTaken)
            input.AdvanceTo(consumed, examined);
    }

    /// <inheritdoc/>
    public override void CancelPendingRead() => input.CancelPendingRead();

    /// <inheritdoc/>
    public override void Complete(Exception? exception = null)
    {
        if (!output.IsTaken)
            input.Complete(exception);
    }
}
