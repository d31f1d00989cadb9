using System.Runtime.InteropServices;

namespace Benchmarks.Fanout.Load;

/// <summary>
/// What the load client asks the Linux kernel for itself. Ten thousand sockets behind .NET's own would each hold an argument
/// object and wake a pool thread, and the client has to cost less than any server that it measures.
/// </summary>
internal static partial class Libc
{
    /// <summary>AF_INET.</summary>
    public const int Internet = 2;

    /// <summary>SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC: no child process may hold a connection open.</summary>
    public const int NonBlockingStream = 1 | 0x800 | 0x80000;

    /// <summary>MSG_NOSIGNAL: a peer that has gone is an error of the call and not a signal.</summary>
    public const int NoSignal = 0x4000;

    /// <summary>EAGAIN.</summary>
    public const int TryAgain = 11;

    /// <summary>EINPROGRESS: the connection is being made.</summary>
    public const int InProgress = 115;

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    public static partial int OpenSocket(int domain, int type, int protocol);

    /// <param name="descriptor">The socket.</param>
    /// <param name="address">The first byte of a <c>sockaddr_in</c>.</param>
    /// <param name="length">How long that is.</param>
    [LibraryImport("libc", EntryPoint = "connect", SetLastError = true)]
    public static partial int Connect(int descriptor, ref readonly byte address, int length);

    [LibraryImport("libc", EntryPoint = "send", SetLastError = true)]
    public static partial nint Send(int descriptor, ref readonly byte bytes, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "recv", SetLastError = true)]
    public static partial nint Receive(int descriptor, ref byte buffer, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    public static partial int CreateEpoll(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    public static partial int ControlEpoll(int epoll, int operation, int descriptor, ref readonly byte happening);

    [LibraryImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    public static partial int WaitForEpoll(int epoll, ref byte happenings, int most, int milliseconds);

    [LibraryImport("libc", EntryPoint = "usleep")]
    public static partial int Sleep(uint microseconds);

    [LibraryImport("libc", EntryPoint = "clock_gettime", SetLastError = true)]
    public static partial int ReadClock(int clock, out TimeSpec time);

    [LibraryImport("libc", EntryPoint = "sched_getaffinity", SetLastError = true)]
    public static partial int GetAffinity(int thread, nint length, out ulong mask);

    [LibraryImport("libc", EntryPoint = "sched_setaffinity", SetLastError = true)]
    public static partial int SetAffinity(int thread, nint length, ref readonly ulong mask);

    /// <summary><c>struct timespec</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public readonly record struct TimeSpec(nint Seconds, nint Nanoseconds);
}
