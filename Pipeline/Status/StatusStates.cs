namespace Pipeline.Status;

/// <summary>Questions about a <see cref="StatusState"/>.</summary>
public static class StatusStates
{
    extension(StatusState state)
    {
        /// <summary>Its name on the wire.</summary>
        public string Name => state switch
        {
            StatusState.Queued => "queued",
            StatusState.Processing => "processing",
            StatusState.Completed => "completed",
            StatusState.Failed => "failed",
            StatusState.Cancelled => "cancelled",
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, message: null),
        };

        /// <summary>Nothing more happens by itself: completed, failed or cancelled.</summary>
        public bool IsFinal => state is StatusState.Completed or StatusState.Failed or StatusState.Cancelled;

        /// <summary>It waits or runs, so it can be cancelled.</summary>
        public bool IsOpen => !state.IsFinal;

        /// <summary>It ended without a result, so it can be started again.</summary>
        public bool IsRetryable => state is StatusState.Failed or StatusState.Cancelled;

        /// <summary>The state of that name on the wire; null when there is none.</summary>
        public static StatusState? Parse(string? name)
        {
            foreach (var known in Enum.GetValues<StatusState>())
            {
                if (known.Name == name)
                    return known;
            }

            return null;
        }
    }
}
