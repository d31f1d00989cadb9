using System.IO.Pipelines;
using System.Text;
using BlazorApp.EventStream;
using Microsoft.Extensions.Time.Testing;
using Tests.Fixtures;
using Xunit;

namespace Tests.Component.EventStream;

/// <summary>What leaves, and when.</summary>
public sealed class Writing
{
    private const int Frames = 1000;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly Pipe pipe = new(new PipeOptions(pauseWriterThreshold: 64 * 1024, resumeWriterThreshold: 32 * 1024));
    private readonly FakeTimeProvider clock = new();

    [Fact]
    public async Task Reader_that_does_not_read_is_waited_for_with_little_in_hand_and_not_for_ever()
    {
        var (written, writing) = Begin();
        await Wait.For(() => !writing.IsCompleted && written() * 1024 >= 64 * 1024, "the writer to wait");
        Assert.InRange(written(), 64, 65);

        clock.Advance(Timeout);

        await Assert.ThrowsAsync<TimeoutException>(() => writing.WaitAsync(Wait.Patience, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Writing_goes_on_when_the_reader_does()
    {
        var (_, writing) = Begin();

        ReadResult read;
        var length = 0L;
        do
        {
            read = await pipe.Reader.ReadAsync(TestContext.Current.CancellationToken);
            length += read.Buffer.Length;
            pipe.Reader.AdvanceTo(read.Buffer.End);
        }
        while (!read.IsCompleted);

        await writing;
        Assert.Equal(Frames * 1024, length);
    }

    [Fact]
    public async Task Ping_says_that_nothing_is_heard_and_says_nothing_of_it_otherwise()
    {
        var writer = new EventStreamWriter(pipe.Writer, socket: null, Timeout, clock, TestContext.Current.CancellationToken);
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();

        writer.Write(writer.Ping(cursor: null, hearing: true));
        writer.Write(writer.Ping(cursor: null, hearing: false));
        await writer.FlushAsync();

        var read = await pipe.Reader.ReadAsync(TestContext.Current.CancellationToken);
        Assert.Equal(
            $$"""
            event: ping
            data: {"type":"ping","serverTime":{{now}}}

            event: ping
            data: {"type":"ping","hearing":false,"serverTime":{{now}}}


            """.ReplaceLineEndings("\n"),
            Encoding.UTF8.GetString(read.Buffer));
    }

    private (Func<int> Written, Task Writing) Begin()
    {
        var writer = new EventStreamWriter(pipe.Writer, socket: null, Timeout, clock, TestContext.Current.CancellationToken);
        var frame = new byte[1024];
        var written = 0;
        return (() => Volatile.Read(ref written), Task.Run(async () =>
        {
            for (var number = 0; number < Frames; number++)
            {
                Interlocked.Increment(ref written);
                await writer.WriteAsync(frame);
            }

            await writer.FlushAsync();
            await pipe.Writer.CompleteAsync();
        }));
    }
}
