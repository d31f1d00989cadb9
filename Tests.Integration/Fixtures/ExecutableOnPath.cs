namespace Tests.Fixtures;

/// <summary>Finds programs the way a shell does.</summary>
public static class ExecutableOnPath
{
    /// <summary>The full path of the program; null when it is not there.</summary>
    public static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name))
        .FirstOrDefault(File.Exists);
}
