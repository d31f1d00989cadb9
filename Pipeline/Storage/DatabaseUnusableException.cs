namespace Pipeline.Storage;

/// <summary>The database cannot be opened or written, so the process cannot start.</summary>
public sealed class DatabaseUnusableException(string file, Exception cause) : Exception(
    $"The database '{file}' cannot be used: {cause.Message} Check that the folder exists and that this user may write to it and to the file, "
    + "or set ConnectionStrings:Database to another one.", cause);
