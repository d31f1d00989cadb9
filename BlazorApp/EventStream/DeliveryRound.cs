using System.Buffers;
using System.IO.Pipelines;
using BlazorApp.Sockets;
using BlazorApp.Status;

namespace BlazorApp.EventStream;

/// <summary>What a <see cref="DeliveryLoop"/> works with while it is at one stream: of the loop, so that no stream has to hold any of it.</summary>
internal sealed class DeliveryRound
{
    // What the server itself lets wait for a client before a flush does.
    private const int Most = 64 * 1024;

    private ArrayBufferWriter<byte> together = new();
    private int length;

    /// <summary>What was taken from the mailbox.</summary>
    public List<FeedEvent> Taken { get; } = [];

    /// <summary>What is to be sent.</summary>
    public List<SharedFrame> Frames { get; } = [];

    /// <summary>Whether it is enough to be sent before more is.</summary>
    public bool IsFull => length >= Most;

    /// <summary>Adds a frame.</summary>
    public void Add(SharedFrame frame)
    {
        Frames.Add(frame);
        length += frame.Bytes.Length;
    }

    /// <summary>Sends the chunks of all frames in one write; that of a single frame without copying it.</summary>
    /// <inheritdoc cref="SocketOutput.SendAsync" path="/returns"/>
    public ValueTask<FlushResult> SendTo(SocketOutput socket)
    {
        if (Frames is [var single])
            return socket.SendAsync(single.Chunk, out _);
        foreach (var frame in Frames)
            together.Write(frame.Chunk.Span);
        var flush = socket.SendAsync(together.WrittenMemory, out var isHeld);
        // What the client has not taken yet stays with its socket, and the loop goes on with another.
        if (isHeld)
            together = new ArrayBufferWriter<byte>();
        return flush;
    }

    /// <summary>For the next stream.</summary>
    public void Clear()
    {
        Taken.Clear();
        Frames.Clear();
        together.ResetWrittenCount();
        length = 0;
    }
}
