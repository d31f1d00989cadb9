// The notice of a lost connection (LostConnection.razor). The server can't say it then, so the page does.
import { silence } from "./heard.js";

const root = document.documentElement;
const notice = document.getElementById("lost-connection");
const heard = notice.querySelector("[data-last-heard]");

const ago = milliseconds => {
  const seconds = Math.floor(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  return seconds < 3600 ? `${Math.floor(seconds / 60)} min` : `${Math.floor(seconds / 3600)} h`;
};

/** What the page says of its connection; "live" is nothing. */
export const say = state => {
  notice.dataset.state = state;
  root.toggleAttribute("data-disconnected", state !== "live");
  count();
};

/** Lets the figure grow; called every second. */
export const count = () => (heard.textContent = ago(silence()));

/** Calls back when a button of the notice is pressed. */
export const onPress = (name, action) =>
  notice.addEventListener("click", event => event.target.closest(`[data-press="${name}"]`) && action());
