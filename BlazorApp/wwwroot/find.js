// <first-find>: where in a text the words of a search stand first. Who came by them is brought there.
import { LiveElement } from "./elements.js";

// A page that is loaded again, or that its reader comes back to, is brought by the browser to where he was.
const isBroughtBack = () => {
  const [arrival] = performance.getEntriesByType("navigation");
  return arrival.type !== "navigate" && arrival.name === location.href;
};

class FirstFind extends LiveElement {
  begin() {
    if (!isBroughtBack()) this.querySelector("mark").scrollIntoView({ block: "nearest", behavior: "instant" });
  }
}

customElements.define("first-find", FirstFind);
