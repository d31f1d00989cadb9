// <copy-text> holds a text in <code> and a button that copies it. Where the browser gives no clipboard (a page without https), the text
// is selected, so that one key copies it.
import { LiveElement } from "./elements.js";

class CopyText extends LiveElement {
  begin(signal) {
    const [text, button] = [this.querySelector("code"), this.querySelector("button")];
    button.addEventListener("click", async () => {
      getSelection().selectAllChildren(text);
      try {
        await navigator.clipboard.writeText(text.textContent);
        button.textContent = this.getAttribute("words");
      } catch (error) {
        console.info("The text is selected, not copied:", error.message);
      }
    }, { signal });
  }
}

customElements.define("copy-text", CopyText);
