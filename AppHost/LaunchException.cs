namespace AppHost;

/// <summary>Live cannot start or go on. The message is the one sentence a person reads: what happened and what to do.</summary>
internal sealed class LaunchException(string message) : Exception(message);
