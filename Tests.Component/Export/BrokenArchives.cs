using System.IO.Compression;
using BlazorApp.Export;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Tests.Component.Components;
using Xunit;

namespace Tests.Component.Export;

/// <summary>An archive while the database goes away.</summary>
public sealed class BrokenArchives : StoreTest
{
    private static readonly Selection Both = new(["first", "second"], ExportFormats.Default, Language: null);

    public BrokenArchives() => Services.AddExports();

    [Fact]
    public async Task Nothing_is_sent_before_the_database_has_answered_so_that_it_can_be_refused()
    {
        using var body = new MemoryStream();
        Gate.Before = _ => throw Away();

        await Assert.ThrowsAsync<SqliteException>(() => WriteAsync(body));

        Assert.Equal(0, body.Length);
    }

    [Fact]
    public async Task Archive_that_was_not_finished_is_seen_to_be_broken()
    {
        await CompleteAsync(await SubmitAndClaimAsync("first"), "The first one");
        using var body = new MemoryStream();
        Gate.Before = _ => body.Length > 0 ? throw Away() : Task.CompletedTask;

        await Assert.ThrowsAsync<SqliteException>(() => WriteAsync(body));

        Assert.True(body.Length > 0);
        Assert.Throws<InvalidDataException>(() => new ZipArchive(new MemoryStream(body.ToArray())));

        Gate.Before = null;
        body.SetLength(0);
        await WriteAsync(body);
        Assert.Equal(["first.en.txt", "README.txt"], new ZipArchive(new MemoryStream(body.ToArray())).Entries.Select(entry => entry.Name));
    }

    private Task WriteAsync(Stream body) => Services.GetRequiredService<SelectionArchive>().WriteAsync(Both, body, Cancel);
}
