// The notice of a lost connection (LostConnection.razor). The server can't say it then, so the page does.
import { silence } from "./heard.js";
import { inWords } from "./lengths.js";

const root = document.documentElement;
const notice = document.getElementById("lost-connection");
const heard = notice.querySelector("[data-last-heard]");

// What status.css says of a state that the server can't bring up to date.
root.style.setProperty("--words-paused", JSON.stringify(root.dataset.paused));
root.style.setProperty("--words-updates-paused", JSON.stringify(root.dataset.updatesPaused));

/** What the page says of its connection; "live" is nothing. */
export const say = state => {
  notice.dataset.state = state;
  root.toggleAttribute("data-disconnected", state !== "live");
  count();
};

/** Lets the figure grow; called every second. */
export const count = () => (heard.textContent = heard.dataset.lastHeard.replace("{0}", inWords(silence())));

/** Calls back when a button of the notice is pressed. */
export const onPress = (name, action) =>
  notice.addEventListener("click", event => event.target.closest(`[data-press="${name}"]`) && action());
