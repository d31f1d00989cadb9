using System.Text.Json;
using Microsoft.Data.Sqlite;
using Pipeline.Status;
using Tests.Fixtures;

namespace Benchmarks.Ingest;

/// <summary>Announcements as a worker publishes them, made beforehand, and a database that can have handed out their revisions.</summary>
internal static class Announcements
{
    private const long HandedOut = 1_000_000_000;

    /// <summary>That many, each about one of so many videos, with revisions that only grow.</summary>
    public static byte[][] Make(int count, int videos) =>
        [.. Enumerable.Range(0, count).Select(number => JsonSerializer.SerializeToUtf8Bytes(Message(number, videos), StatusJson.Wire.StatusMessage))];

    /// <summary>Makes a database that has handed out more revisions than are made here.</summary>
    /// <returns>The value for <c>ConnectionStrings:Database</c>.</returns>
    public static async Task<string> MakeDatabaseAsync(SqliteFile file)
    {
        var address = await file.GetAddressAsync();
        await using (await PipelineHost.StartAsync(address))
        {
            // Starting it made the tables.
        }

        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder(address) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"UPDATE revisions SET \"Value\" = {HandedOut}";
        await command.ExecuteNonQueryAsync();
        return address;
    }

    private static StatusMessage Message(int number, int videos) => new()
    {
        VideoId = $"video-{number % videos:00000}",
        Language = "en",
        Status = StatusState.Processing,
        Timestamp = 1_795_507_673_157 + number,
        Revision = number + 1,
        Attempt = 1,
        Progress = number / videos % 100 / 100.0,
        Stage = "transcribing",
        Worker = "simulator-host-4242/1",
        Segments = number / videos,
    };
}
