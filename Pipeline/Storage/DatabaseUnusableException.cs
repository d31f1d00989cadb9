namespace Pipeline.Storage;

/// <summary>The database cannot be opened or written, so the process cannot start.</summary>
/// <param name="database">Which: a file, or a database and its server.</param>
/// <param name="toDo">What the person who starts the process can look at.</param>
/// <param name="cause">What the database said.</param>
public sealed class DatabaseUnusableException(string database, string toDo, Exception cause) : Exception(
    $"The database '{database}' cannot be used: {cause.Message} {toDo} Or set ConnectionStrings:Database to another one.", cause);
