// The browser's side of the circuit. A page is live while it hears its server; otherwise it says since when it does not, and comes
// back by itself: to its circuit, to a new one in its place, or, when the server knows neither, by loading again.
import { HeardSocket, giveUp, listens, silence } from "./heard.js";
import { count, onPress, say } from "./notice.js";

const staleAfter = 5000; // the server sends something every two seconds (ComponentsServices.cs), so two in a row did not come
const looksBeforeGivingUp = 3; // a page that has just woken gives the server that many seconds to be heard
const startsWithin = 10_000;
const answersWithin = 5000;

let state = "starting";
let looks = 0;
let spokeOverSocket = false;
let wake = () => {};

const become = next => {
  state = next;
  say(next);
};

// Ends early when the person or the network gives reason to try at once.
const pause = milliseconds =>
  new Promise(resolve => {
    const timer = setTimeout(resolve, milliseconds);
    wake = () => {
      clearTimeout(timer);
      resolve();
    };
  });

// Spread, because a server that returns finds all of its pages trying.
const pauseBefore = attempt => (attempt === 0 ? 0 : Math.min(500 * 2 ** attempt, 5000) * (0.75 + Math.random() / 2));

const serverAnswers = async () => {
  try {
    return (await fetch("health/live", { cache: "no-store", signal: AbortSignal.timeout(answersWithin) })).ok;
  } catch {
    return false;
  }
};

// Loading from a server that is away would leave the browser's own error page, which never comes back.
const reload = async () => {
  if (state === "gone") return;
  become("gone");
  for (let attempt = 1; !(await serverAnswers()); attempt++) await pause(pauseBefore(attempt));
  location.reload();
};

// Of Blazor's calls, true is success, false is a server that does not know the circuit, and an exception is no server.
const comeBack = async () => {
  become("lost");
  for (let attempt = 0; ; attempt++) {
    await pause(pauseBefore(attempt));
    try {
      if (!((await Blazor.reconnect()) || (await Blazor.resumeCircuit()))) await reload();
      return;
    } catch (error) {
      console.info("Live is still unreachable:", error?.message ?? error);
      become("away");
    }
  }
};

const resume = async () => {
  if (state !== "paused") return;
  become("lost");
  if (!(await Blazor.resumeCircuit().catch(() => false))) reload();
};

const look = () => {
  count();
  if (state === "starting") {
    // Prerendered and never connected, a page would look live for ever.
    if (silence() > staleAfter) say("starting");
    if (silence() > startsWithin) reload();
    return;
  }

  const silent = listens() && silence() > staleAfter;
  if (state === "live" && silent) become("silent");
  else if (state === "silent" && !silent) become("live");
  else if (state === "live" && spokeOverSocket && !listens()) become("broken"); // an error ended the circuit, and the page says which way out
  looks = silent ? looks + 1 : 0;
  if (looks >= looksBeforeGivingUp) giveUp();
};

const lookAtOnce = () => {
  look();
  wake();
  if (document.visibilityState === "visible") resume();
};

setInterval(look, 1000);
document.addEventListener("visibilitychange", lookAtOnce);
document.addEventListener("resume", lookAtOnce);
addEventListener("online", lookAtOnce);
addEventListener("pageshow", event => (event.persisted ? reload() : lookAtOnce())); // Blazor ended the circuit when the page was left
onPress("retry", wake);
onPress("resume", resume);

Blazor.start({
  circuit: {
    configureSignalR: builder =>
      builder
        // A page that once had a socket waits for another: what a poll does not hear, nobody notices.
        .withUrl("_blazor", { WebSocket: HeardSocket, timeout: answersWithin, ...(spokeOverSocket && { transport: 1 }) })
        .withKeepAliveInterval(2000)
        .withServerTimeout(2 * staleAfter),
    circuitHandlers: [{
      onCircuitOpened: () => {
        spokeOverSocket = listens();
        become("live");
      },
    }],
    reconnectionHandler: {
      onConnectionDown: (_options, _error, pausing) => {
        if (pausing) become("paused");
        else if (state === "starting") reload(); // it had no circuit yet, so there is none to come back to
        else if (state === "live" || state === "silent" || state === "broken") comeBack();
      },
      onConnectionUp: () => {
        document.getElementById("blazor-error-ui").style.display = ""; // an attempt that failed halfway counts as an error there
        become("live");
      },
    },
  },
});
