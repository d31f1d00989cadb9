using Npgsql;

namespace Tests.Fixtures;

/// <summary>
/// A PostgreSQL server of its own on a free port of the loopback, with its data in a temporary folder. Where the programs are
/// missing, the Debian package is installed if that is allowed. It can go away and come back on the same port with the same data.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(60);
    private static readonly Lazy<Task<string>> Programs = new(FindAsync);

    private readonly TemporaryFolder folder = new();
    private ChildProcess? process;
    private string programs = "";

    /// <summary>Where it listens.</summary>
    public int Port { get; } = FreePort.TakeLasting();

    /// <summary>Makes the data and starts the server; starts it again after <see cref="StopAsync()"/> or <see cref="CrashAsync"/>.</summary>
    public async Task StartAsync()
    {
        programs = await Programs.Value;
        var data = folder.File("data");
        if (!Directory.Exists(data))
            await InitialiseAsync(data);
        process = Start("postgres", "-D", data, "-p", $"{Port}", "-c", "listen_addresses=127.0.0.1", "-k", folder.Path, "-c", "fsync=off", "-c", "max_connections=200");
        await process.WaitUntilAsync(AnswersAsync, StartsWithin);
    }

    /// <summary>The value for <c>ConnectionStrings:Database</c>; the database is made by the first program that starts on it.</summary>
    public string Address(string database) => $"Host=127.0.0.1;Port={Port};Database={database};Username=postgres";

    /// <summary>Ends the server in an orderly way; its clients lose their connections.</summary>
    public Task StopAsync() => StopAsync("fast");

    /// <summary>Ends the server at once, in the middle of whatever it does; the next start recovers what was committed.</summary>
    public Task CrashAsync() => StopAsync("immediate");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        NpgsqlConnection.ClearAllPools();
        folder.Dispose();
    }

    private async Task StopAsync(string mode)
    {
        if (process is null)
            return;
        await using var stop = Start("pg_ctl", "stop", "-D", folder.File("data"), "-m", mode);
        await stop.WaitForExitAsync(StartsWithin);
        await process.DisposeAsync();
        process = null;
    }

    private async Task InitialiseAsync(string data)
    {
        Directory.CreateDirectory(data);
        if (Environment.IsPrivilegedProcess)
            await RunAsync(ChildProcess.Start("chown", "chown", ["-R", "postgres", folder.Path], folder.Path));
        await RunAsync(Start("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"));
    }

    private static async Task RunAsync(ChildProcess program)
    {
        await using (program)
        {
            if (await program.WaitForExitAsync(StartsWithin) != 0)
                throw new InvalidOperationException($"{program.Name} failed and printed:\n{program.Output}");
        }
    }

    // PostgreSQL refuses to run as root.
    private ChildProcess Start(string name, params string[] arguments)
    {
        var program = Path.Combine(programs, name);
        return Environment.IsPrivilegedProcess
            ? ChildProcess.Start(name, "setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", program, .. arguments], folder.Path)
            : ChildProcess.Start(name, program, arguments, folder.Path);
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            await using var connection = new NpgsqlConnection($"{Address("postgres")};Pooling=False;Timeout=2");
            await connection.OpenAsync();
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private static async Task<string> FindAsync()
    {
        if (Locate() is { } found)
            return found;
        var problem = await DebianPackage.InstallAsync("postgresql");
        return Locate() ?? throw new MissingProgramException(
            $"PostgreSQL is not installed. {problem ?? "Its Debian package was installed, but its programs were not found."} Install it, or put initdb and postgres on the PATH.");
    }

    // Debian keeps the programs of the server off the PATH, one folder a version.
    private static string? Locate()
    {
        if (ExecutableOnPath.Find("initdb") is { } onPath)
            return Path.GetDirectoryName(onPath);
        const string debian = "/usr/lib/postgresql";
        return Directory.Exists(debian)
            ? Directory.EnumerateDirectories(debian).Select(version => Path.Combine(version, "bin")).Where(bin => File.Exists(Path.Combine(bin, "initdb"))).Order().LastOrDefault()
            : null;
    }
}
