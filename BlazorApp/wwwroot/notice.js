// The notice of a lost connection (LostConnection.razor). The server can't say it then, so the page does.
import { lastHeard, since } from "./heard.js";
import { inWords } from "./lengths.js";

const root = document.documentElement;
const notice = document.getElementById("lost-connection");
const heard = notice.querySelector("[data-last-heard]");
const leastSilence = 2000; // "can't be reached" beside "heard 0 s ago" reads as if one of them were wrong

// Since when the page is cut off. A server that answers an attempt and then does not take the page back was not heard by it.
let cut = null;

// What status.css says of a state that the server can't bring up to date.
root.style.setProperty("--words-paused", JSON.stringify(root.dataset.paused));
root.style.setProperty("--words-updates-paused", JSON.stringify(root.dataset.updatesPaused));

/** What the page says of its connection; "live" is nothing. */
export const say = state => {
  notice.dataset.state = state;
  cut = state === "live" ? null : (cut ?? lastHeard());
  root.toggleAttribute("data-disconnected", state !== "live");
  count();
};

/** Lets the figure grow; called every second. */
export const count = () => {
  const silent = since(cut ?? lastHeard());
  heard.textContent = silent < leastSilence ? "" : heard.dataset.lastHeard.replace("{0}", inWords(silent));
};

/** Calls back when a button of the notice is pressed. */
export const onPress = (name, action) =>
  notice.addEventListener("click", event => event.target.closest(`[data-press="${name}"]`) && action());
