// <done-notice>: a browser notification when a video is done, for who asked for it and looks at something else by then.

class DoneNotice extends HTMLElement {
  static observedAttributes = ["state"];
  #button = null;

  connectedCallback() {
    this.#button = this.querySelector("button");
    this.hidden = !("Notification" in window);
    this.#button.addEventListener("click", () => this.#ask());
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
    this.#button.disabled = denied;
    this.#button.title = denied ? this.getAttribute("denied") : "";
  }

  attributeChangedCallback(_name, before, state) {
    if (!this.#button || this.hidden || !this.#wanted || before === state || (state !== "completed" && state !== "failed")) return;
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
