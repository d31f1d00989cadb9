using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;

namespace Benchmarks.Fanout.Load;

/// <summary>
/// Thousands of readers of event streams on one thread: one loop over <c>epoll</c>, one buffer for all of them. What it costs
/// is what it costs to receive.
/// </summary>
internal sealed class LoadClient : IDisposable
{
    // Connections that are being made, when the server sets the pace: less than the backlog of any server.
    private const int OpeningAtOnce = 128;
    private const int IdleWait = 20; // ms until the loop looks whether it is to end
    private const int OpeningWait = 1;

    private readonly LoadPlan plan;
    private readonly Deliveries deliveries;
    private readonly byte[] address;
    private readonly LoadConnection?[] connections;
    private readonly byte[] buffer = GC.AllocateUninitializedArray<byte>(256 * 1024, pinned: true);
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource delivered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Thread thread;
    private readonly long began = Microseconds.Now;
    private int opened;
    private int settled; // ready, or given up
    private volatile bool ending;

    /// <summary>Begins to connect.</summary>
    public LoadClient(LoadPlan plan, Deliveries deliveries)
    {
        (this.plan, this.deliveries) = (plan, deliveries);
        connections = new LoadConnection?[plan.Clients];
        // struct sockaddr_in: the family in the machine's order, port and address in the network's.
        address = [Libc.Internet, 0, (byte)(plan.Port >> 8), (byte)plan.Port, 127, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0];
        thread = new Thread(Run) { IsBackground = true, Name = "Load client" };
        thread.Start();
    }

    /// <summary>Completes once every connection is ready, or has failed; fails when the system does not let the client go on.</summary>
    public Task Ready => ready.Task;

    /// <summary>Completes once everything has arrived.</summary>
    public Task Delivered => delivered.Task;

    /// <summary>How many connections are ready, or have failed.</summary>
    public int Settled => Volatile.Read(ref settled);

    /// <summary>How many connections failed, or were closed by the server.</summary>
    public int Broken { get; private set; }

    /// <summary>From the opening of each connection to the first byte of its answer, sorted, in microseconds.</summary>
    public int[] FirstBytes() => [.. connections.Select(connection => connection?.FirstByte).OfType<long>().Select(time => (int)time).Order()];

    /// <summary>Closes all connections.</summary>
    public void Dispose()
    {
        ending = true;
        thread.Join();
    }

    private void Run()
    {
        try
        {
            using var epoll = new Epoll();
            while (!ending)
            {
                OpenMore(epoll);
                var count = epoll.Wait(opened < plan.Clients ? OpeningWait : IdleWait);
                for (var index = 0; index < count; index++)
                    Serve(epoll, epoll.NumberAt(index));
                if (settled >= plan.Clients)
                    ready.TrySetResult();
                if (deliveries.IsComplete)
                    delivered.TrySetResult();
            }
        }
        catch (Win32Exception exception)
        {
            ready.TrySetException(new InvalidOperationException($"The load client cannot go on: {exception.Message}", exception));
        }
        finally
        {
            foreach (var connection in connections)
            {
                if (connection is { State: not LoadState.Closed })
                    _ = Libc.Close(connection.Descriptor);
            }
        }
    }

    private void OpenMore(Epoll epoll)
    {
        var due = plan.OpenedPerSecond is { } rate
            ? (int)Math.Min(plan.Clients, ((Microseconds.Now - began) * rate / 1e6) + 1)
            : Math.Min(plan.Clients, settled + OpeningAtOnce);
        while (opened < due)
            Open(epoll, opened++);
    }

    private void Open(Epoll epoll, int number)
    {
        var descriptor = Libc.OpenSocket(Libc.Internet, Libc.NonBlockingStream, 0);
        if (descriptor < 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        connections[number] = new LoadConnection(descriptor, Microseconds.Now, new EventReader(number, plan.ReadyMark, deliveries));
        if (Libc.Connect(descriptor, ref address[0], address.Length) < 0 && Marshal.GetLastPInvokeError() != Libc.InProgress)
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        epoll.WatchConnecting(descriptor, number);
    }

    private void Serve(Epoll epoll, int number)
    {
        var connection = connections[number]!;
        if (connection.State == LoadState.Connecting)
        {
            Ask(epoll, number, connection);
            return;
        }

        var length = Libc.Receive(connection.Descriptor, ref buffer[0], buffer.Length, 0);
        if (length < 0 && Marshal.GetLastPInvokeError() == Libc.TryAgain)
            return;
        if (length <= 0 || !connection.Read(buffer.AsSpan(0, (int)length), Microseconds.Now))
            Close(connection);
        else if (connection.BecameReady())
            settled++;
    }

    private void Ask(Epoll epoll, int number, LoadConnection connection)
    {
        var request = Encoding.ASCII.GetBytes($"GET {plan.PathOf(number)} HTTP/1.1\r\nHost: 127.0.0.1:{plan.Port}\r\nAccept: text/event-stream\r\n\r\n");
        connection.State = LoadState.Asked;
        // A request is shorter than any send buffer, so it is taken whole or the connection could not be made.
        if (Libc.Send(connection.Descriptor, ref request[0], request.Length, Libc.NoSignal) == request.Length)
            epoll.WatchReading(connection.Descriptor, number);
        else
            Close(connection);
    }

    private void Close(LoadConnection connection)
    {
        Broken++;
        if (connection.State != LoadState.Ready)
            settled++;
        connection.State = LoadState.Closed;
        _ = Libc.Close(connection.Descriptor);
    }
}
