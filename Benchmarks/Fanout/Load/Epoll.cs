using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Benchmarks.Fanout.Load;

/// <summary>Tells which of very many sockets has something to read: Linux' <c>epoll</c>, level-triggered. For one thread.</summary>
internal sealed class Epoll : IDisposable
{
    private const int Most = 1024; // sockets told at once
    private const int Add = 1;
    private const int Modify = 3;
    private const uint In = 1;
    private const uint Out = 4;

    // struct epoll_event is packed on x86-64 alone: 32 bits of flags, and 64 bits of our own, four bytes earlier than elsewhere.
    private static readonly int Own = RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.X86 ? 4 : 8;
    private static readonly int Size = Own + sizeof(ulong);

    private readonly int descriptor = Libc.CreateEpoll(0) is >= 0 and var made ? made : throw new Win32Exception();
    private readonly byte[] happenings = new byte[Most * Size];

    /// <summary>Tells of this socket from now on, by this number, once it is connected.</summary>
    public void WatchConnecting(int socket, int number) => Control(Add, socket, Out, number);

    /// <summary>Tells of it whenever there is something to read.</summary>
    public void WatchReading(int socket, int number) => Control(Modify, socket, In, number);

    /// <summary>Waits until something happens on a socket.</summary>
    /// <returns>On how many; <see cref="NumberAt"/> names them.</returns>
    public int Wait(int milliseconds) => Math.Max(0, Libc.WaitForEpoll(descriptor, ref happenings[0], Most, milliseconds));

    /// <summary>The number of the socket that is at this index of what the last wait found.</summary>
    public int NumberAt(int index) => MemoryMarshal.Read<int>(happenings.AsSpan((index * Size) + Own));

    /// <inheritdoc/>
    public void Dispose() => _ = Libc.Close(descriptor);

    private void Control(int operation, int socket, uint flags, int number)
    {
        Span<byte> happening = stackalloc byte[Size];
        MemoryMarshal.Write(happening, flags);
        MemoryMarshal.Write(happening[Own..], (ulong)number);
        if (Libc.ControlEpoll(descriptor, operation, socket, ref happening[0]) < 0)
            throw new Win32Exception();
    }
}
