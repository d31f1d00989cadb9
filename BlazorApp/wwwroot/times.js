// <time-since> counts how long ago something was, <time-at> tells a moment in the reader's time zone, to the tenth of a second if asked. One timer serves all of
// them, and the server is not asked: a page with a hundred of them costs it nothing.
import { LiveElement } from "./elements.js";
import { inWords } from "./lengths.js";

const root = document.documentElement;
// The server's clock, as far as the page knows: its own may be an hour off.
const ahead = Number(root.dataset.now) - (performance.timeOrigin + (performance.getEntriesByType("navigation")[0]?.responseStart ?? 0));
const now = () => performance.timeOrigin + performance.now() + ahead;

class TimeSince extends LiveElement {
  static observedAttributes = ["since", "plus"];

  begin(signal) {
    running.add(this);
    signal.addEventListener("abort", () => running.delete(this));
    this.tick();
  }

  changed() {
    this.tick();
  }

  tick() {
    const { since, plus, after, words } = Object.fromEntries([...this.attributes].map(({ name, value }) => [name, value]));
    const length = now() - Number(since) + Number(plus ?? 0);
    const said = length < Number(after ?? 0) ? "" : words.replace("{0}", inWords(length));
    if (this.textContent !== said) this.textContent = said;
  }
}

// Of a moment as ".7", the way the language writes it.
const tenth = moment => (Math.floor(moment.getMilliseconds() / 100) / 10).toLocaleString(root.lang, { minimumFractionDigits: 1 }).slice(1);

class TimeAt extends LiveElement {
  static observedAttributes = ["at"];

  begin() {
    this.tell();
  }

  changed() {
    this.tell();
  }

  tell() {
    const moment = new Date(Number(this.getAttribute("at")));
    const isToday = moment.toDateString() === new Date().toDateString();
    const parts = new Intl.DateTimeFormat(root.lang, { ...(isToday ? {} : { dateStyle: "medium" }), timeStyle: "medium" }).formatToParts(moment);
    this.textContent = parts.map(({ type, value }) => type === "second" && this.hasAttribute("tenths") ? value + tenth(moment) : value).join("");
    this.title = new Intl.DateTimeFormat(root.lang, { dateStyle: "full", timeStyle: "long" }).format(moment);
  }
}

const running = new Set();
setInterval(() => running.forEach(element => element.tick()), 1000);
customElements.define("time-since", TimeSince);
customElements.define("time-at", TimeAt);
