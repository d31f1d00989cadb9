// <done-notice>: a browser notification when a video is done, for who asked for it and looks at something else by then.

import { LiveElement } from "./elements.js";

class DoneNotice extends LiveElement {
  static observedAttributes = ["state"];
  #button = null;

  begin(signal) {
    this.#button = this.querySelector("button");
    this.hidden = !("Notification" in window);
    this.#button.addEventListener("click", () => this.#ask(), { signal });
    this.#show();
  }

  get #wanted() {
    return sessionStorage.getItem(this.#key) === "yes" && Notification.permission === "granted";
  }

  get #key() {
    return `live-notice-${this.getAttribute("video")}`;
  }

  async #ask() {
    if (this.#wanted) sessionStorage.removeItem(this.#key);
    else if ((await Notification.requestPermission()) === "granted") sessionStorage.setItem(this.#key, "yes");
    this.#show();
  }

  #show() {
    if (this.hidden) return;
    const denied = Notification.permission === "denied";
    this.#button.setAttribute("aria-pressed", String(this.#wanted));
    this.#button.setAttribute("aria-disabled", String(denied));
    this.#button.title = denied ? this.getAttribute("denied") : "";
  }

  changed(_before, state) {
    if (this.hidden || !this.#wanted || (state !== "completed" && state !== "failed")) return;
    sessionStorage.removeItem(this.#key);
    this.#show();
    if (document.visibilityState === "visible") return; // the eye already sees it
    const notice = new Notification(document.title, { tag: this.#key });
    notice.addEventListener("click", () => {
      window.focus();
      notice.close();
    });
  }
}

customElements.define("done-notice", DoneNotice);
