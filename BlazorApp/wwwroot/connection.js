// The browser's side of the circuit: how often it reconnects, what the dialog does, and the reload when the circuit is gone.
(() => {
  const dialog = document.getElementById("components-reconnect-modal");
  const root = document.documentElement;

  // A server that is coming up may refuse several times: one reload in two seconds is enough.
  const reload = () => {
    const last = Number(sessionStorage.getItem("live-reloaded") ?? 0);
    sessionStorage.setItem("live-reloaded", Date.now());
    setTimeout(() => location.reload(), Date.now() - last < 2000 ? 2000 : 0);
  };

  // true: connected again. false: the server answers and no longer has the circuit. An exception: no answer.
  const retry = async () => {
    try {
      if (!(await Blazor.reconnect())) reload();
    } catch (error) {
      console.info("Live is still unreachable:", error?.message ?? error);
    }
  };

  const resume = async () => {
    try {
      if (!(await Blazor.resumeCircuit())) reload();
    } catch {
      reload();
    }
  };

  const actions = { retry, resume, reload };
  let state = "hide";

  dialog.addEventListener("components-reconnect-state-changed", event => {
    state = event.detail.state;
    // One at a time, where of Blazor's classes several may be set; and the first try is no repeated one.
    dialog.dataset.state = state === "retrying" && event.detail.currentAttempt <= 1 ? "show" : state;
    root.toggleAttribute("data-disconnected", state !== "hide");
    if (state === "rejected" || state === "resume-failed") reload();
  });
  dialog.addEventListener("click", event => actions[event.target.dataset?.reconnect]?.());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && state === "failed") retry();
  });

  Blazor.start({
    circuit: {
      reconnectionOptions: {
        // Five minutes, quickly at first; after that on request and when the tab is looked at.
        maxRetries: 64,
        retryIntervalMilliseconds: attempt => Math.min(250 * 2 ** attempt, 5000),
      },
    },
  });
})();
