// <fold-text>: a long text that shows its beginning until its reader asks for the rest. The browser does without the server here, so
// that a text opens while the connection is away, too.
import { LiveElement } from "./elements.js";

class FoldText extends LiveElement {
  begin(signal) {
    this.button = this.querySelector(".fold-toggle");
    this.rest = this.querySelector(".fold-rest");
    this.button.addEventListener("click", () => (this.#isOpen ? this.fold() : this.#show(true)), { signal });
    // The browser's own search found something in the rest, and is about to show it.
    this.rest.addEventListener("beforematch", () => this.#show(true), { signal });
  }

  /** Shows the beginning alone, and leaves the reader there. */
  fold() {
    this.#show(false);
    this.closest(".pane").scrollIntoView({ block: "nearest", behavior: "instant" });
  }

  get #isOpen() {
    return this.button.ariaExpanded === "true";
  }

  #show(all) {
    this.rest.hidden = all ? false : "until-found";
    this.button.ariaExpanded = String(all);
  }
}

customElements.define("fold-text", FoldText);
