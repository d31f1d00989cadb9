// <side-column> goes along with the page until its end is in the window, and stands still from there on (video.css): however long its
// text is, it is read with the page's own scrolling. How tall it is only a script can tell.
import { LiveElement } from "./elements.js";

class SideColumn extends LiveElement {
  begin(signal) {
    const height = new ResizeObserver(([entry]) => this.style.setProperty("--tall", `${Math.ceil(entry.borderBoxSize[0].blockSize)}px`));
    height.observe(this);
    signal.addEventListener("abort", () => height.disconnect());
  }
}

customElements.define("side-column", SideColumn);
