namespace AppHost.Options;

/// <summary>What the command line and the environment ask for.</summary>
/// <param name="Urls">Where the app listens.</param>
/// <param name="Redis">The Redis to use; null starts the embedded one.</param>
/// <param name="Database">The database to use.</param>
/// <param name="Simulators">How many simulated workers to start.</param>
/// <param name="Speed">How fast the simulated workers work; 1 is real time, 2 twice as fast.</param>
internal sealed record LaunchOptions(AppUrls Urls, RedisSetting? Redis, DatabaseSetting Database, int Simulators, double Speed);
