namespace Benchmarks.Faults.Deploying;

/// <summary>The settings that all programs of a run have in common, and what differs from the defaults in them.</summary>
/// <param name="without">What is switched off.</param>
/// <param name="jobDuration">How long a transcript takes.</param>
/// <param name="seed">Deals out talks, failures and stalls.</param>
internal sealed class ProgramSettings(Without? without, TimeSpan jobDuration, int seed)
{
    // Short, so that a minute holds many of them; all processes have to agree on them.
    private const string Lease = "00:00:03";
    private const string PublisherSilence = "00:00:10";

    private static readonly string[] Shown = ["Jobs", "Announcements", "Listener", "Redis"];

    /// <summary>For apps and workers, as environment variables.</summary>
    public Dictionary<string, string?> Shared
    {
        get
        {
            var settings = new Dictionary<string, string?>
            {
                ["DOTNET_ENVIRONMENT"] = "Development",
                ["LIVE_ENDS_WITH_STDIN"] = "1", // a run that is killed outright leaves nothing behind
                ["REDIS_URL"] = null,
                ["Logging__Console__FormatterName"] = "simple", // the one that knows the next line
                ["Logging__Console__FormatterOptions__TimestampFormat"] = "HH:mm:ss.fff ",
                ["Jobs__Lease"] = Lease,
                ["Jobs__PublisherSilence"] = PublisherSilence,
            };
            if (without == Without.Sweep)
                (settings["Announcements__SweepInterval"], settings["Announcements__SweepAfter"]) = ("00:10:00", "00:10:00");
            if (without == Without.Probe)
                (settings["Redis__PulseInterval"], settings["Redis__SilentAfter"]) = ("00:01:00", "00:05:00");
            return settings;
        }
    }

    /// <summary>For apps.</summary>
    public Dictionary<string, string?> App
    {
        get
        {
            var settings = Shared;
            if (without == Without.Probe)
                (settings["Listener__ProbeInterval"], settings["Listener__DeafAfter"]) = ("00:01:00", "00:05:00");
            return settings;
        }
    }

    /// <summary>For a worker.</summary>
    public Dictionary<string, string?> Worker(string name)
    {
        var settings = Shared;
        settings["Simulator__Name"] = name;
        settings["Simulator__Concurrency"] = "4";
        settings["Simulator__Speed"] = FormattableString.Invariant($"{20 / jobDuration.TotalSeconds:0.###}");
        settings["Simulator__FailureShare"] = "0.1";
        settings["Simulator__StallShare"] = "0.05";
        settings["Simulator__Seed"] = $"{seed}";
        return settings;
    }

    /// <summary>What is not as it is by default, for the report.</summary>
    public override string ToString() => string.Join(' ', App
        .Where(setting => Shown.Contains(setting.Key.Split("__")[0]))
        .Select(setting => $"{setting.Key.Replace("__", ":", StringComparison.Ordinal)}={setting.Value}"))
        + FormattableString.Invariant($"; a transcript takes {jobDuration.TotalSeconds:0.0} s, 4 jobs a worker, 10% fail, 5% stall");
}
