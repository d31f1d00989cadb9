using Microsoft.Data.Sqlite;
using Pipeline.Storage;
using Tests.Fixtures;
using Xunit;

namespace Tests.Integration.Storage;

public sealed class Starting : StoreTest
{
    [Fact]
    public Task Processes_that_start_at_once_on_a_fresh_file_all_start() => AssertAllStartAtOnceAsync();

    [Fact]
    public async Task Starting_again_keeps_what_is_stored()
    {
        await using (var first = await StartAsync())
            await SubmitAsync(first);

        await using var second = await StartAsync();

        Assert.NotNull(await second.Store.GetVideoAsync("talk", Cancel));
    }

    [Fact]
    public async Task File_in_a_folder_that_does_not_exist_is_a_clear_error()
    {
        var file = Path.Combine(Path.GetDirectoryName(DatabaseFile)!, "missing", "live.db");

        var error = await Assert.ThrowsAsync<DatabaseUnusableException>(() => PipelineHost.StartAsync(file));

        Assert.Contains(file, error.Message, StringComparison.Ordinal);
        Assert.Contains("ConnectionStrings:Database", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Database_that_cannot_be_written_is_a_clear_error()
    {
        await (await StartAsync()).DisposeAsync();

        // The mode of the connection and not of the file: root may write to any file.
        var error = await Assert.ThrowsAsync<DatabaseUnusableException>(() => PipelineHost.StartAsync($"Data Source={DatabaseFile};Mode=ReadOnly"));

        Assert.Contains(DatabaseFile, error.Message, StringComparison.Ordinal);
        Assert.Contains("readonly", error.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task File_that_is_no_database_is_a_clear_error()
    {
        await File.WriteAllTextAsync(DatabaseFile, new string('x', 5000), Cancel);

        await Assert.ThrowsAsync<DatabaseUnusableException>(() => StartAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("Data Source=")]
    public async Task Address_that_is_not_understood_says_what_to_set(string address)
    {
        var error = await Assert.ThrowsAsync<FormatException>(() => PipelineHost.StartAsync($"{address};".TrimStart(';') + "Foo=1"));

        Assert.Contains("ConnectionStrings:Database", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Readers_do_not_wait_for_a_writer()
    {
        await using var host = await StartAsync();
        await SubmitAsync(host);
        await using var writer = new SqliteConnection($"Data Source={DatabaseFile};Pooling=False");
        await writer.OpenAsync(Cancel);
        await using var writing = await writer.BeginTransactionAsync(Cancel);
        await using var command = writer.CreateCommand();
        command.CommandText = "UPDATE revisions SET \"Value\" = 99";
        await command.ExecuteNonQueryAsync(Cancel);

        var read = await host.Results.GetAsync(Transcript(), Cancel).WaitAsync(TimeSpan.FromSeconds(5), Cancel);

        Assert.NotNull(read);
    }
}

/// <summary>The same of a PostgreSQL database that is not there yet.</summary>
public sealed class StartingOnPostgres(PostgresFixture postgres) : StoreTest(postgres.NewMissing())
{
    [Fact]
    public Task Processes_that_start_at_once_make_the_missing_database_once_and_all_start() => AssertAllStartAtOnceAsync();

    [Fact]
    public async Task Server_that_does_not_answer_is_a_clear_error_without_the_password()
    {
        var error = await Assert.ThrowsAsync<DatabaseUnusableException>(
            () => PipelineHost.StartAsync($"Host=127.0.0.1;Port={FreePort.Take()};Database=live;Username=live;Password=secret", redis: null, ("Storage:StartPatience", "00:00:00")));

        Assert.Contains("'live at ", error.Message, StringComparison.Ordinal);
        Assert.Contains("ConnectionStrings:Database", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_that_comes_while_a_process_starts_is_waited_for()
    {
        await using var late = new PostgresServer();
        var starting = PipelineHost.StartAsync(late.Address("live"));
        await late.StartAsync();

        await using var host = await starting;

        Assert.Equal(0, await host.Store.GetRevisionAsync(Cancel));
    }

    [Theory]
    [InlineData("Host=127.0.0.1")]
    [InlineData("Host=;Database=live")]
    [InlineData("Host=127.0.0.1;Database=live;Nonsense=1;Password=secret")]
    public async Task Address_that_is_not_understood_says_what_to_set(string address)
    {
        var error = await Assert.ThrowsAsync<FormatException>(() => PipelineHost.StartAsync(address));

        Assert.Contains("ConnectionStrings:Database", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }
}
