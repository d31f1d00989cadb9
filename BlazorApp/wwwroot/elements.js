// Live's own elements begin when they are whole: Blazor puts an element into the page first and its attributes and children after that,
// all before anything else runs.

export class LiveElement extends HTMLElement {
  #stop = null;

  connectedCallback() {
    queueMicrotask(() => {
      if (!this.isConnected || this.#stop) return;
      this.#stop = new AbortController();
      this.begin(this.#stop.signal);
    });
  }

  disconnectedCallback() {
    this.#stop?.abort();
    this.#stop = null;
  }

  attributeChangedCallback(_name, before, now) {
    if (this.#stop && before !== now) this.changed(before, now);
  }

  /** Called once the element is whole; what it listens to ends with the signal. */
  begin(_signal) {}

  /** Called when an observed attribute has changed since. */
  changed(_before, _now) {}
}
