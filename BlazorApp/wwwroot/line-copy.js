// Copies a line of a transcript with its time. One button serves all lines, laid beside the one that is pointed at.
export class LineCopy {
  #lines;
  #list;
  #button;
  #said;
  #offered = null; // the line that can be copied
  #shown = 0; // how long it is shown that one was

  /** @param lines the <transcript-lines>; @param signal ends it */
  constructor(lines, signal) {
    this.#lines = lines;
    this.#list = lines.querySelector(":scope > ol");
    this.#button = lines.querySelector(":scope > [data-copy]");
    this.#said = lines.querySelector(":scope > [role=status]");
    this.#list.addEventListener("pointerover", event => this.#offer(event.target.closest("li")), { signal });
    lines.addEventListener("pointerleave", () => this.#offer(null), { signal });
    this.#button.addEventListener("click", () => this.copy(this.#offered), { signal });
  }

  /** Copies what was said, with its time. */
  async copy(line) {
    if (!line?.isConnected) return;
    const text = `[${line.querySelector(".segment-time").textContent}] ${line.querySelector(".segment-text").textContent.trim()}`;
    try {
      await navigator.clipboard.writeText(text);
      this.#offer(line); // also where it was copied by its key
      this.#button.dataset.copied = "";
      this.#said.textContent = this.#said.dataset.copied;
      clearTimeout(this.#shown);
      this.#shown = setTimeout(() => {
        delete this.#button.dataset.copied;
        this.#said.textContent = "";
        if (!this.#list.matches(":hover")) this.#offer(null);
      }, 1500);
    } catch (error) {
      console.info("The line could not be copied:", error?.message ?? error);
    }
  }

  /** The lines have moved: the button goes along with its own. */
  follow() {
    if (!this.#button.hidden) this.#offer(this.#offered);
  }

  #offer(line) {
    this.#button.hidden = !line?.isConnected;
    if (this.#button.hidden) return;
    this.#offered = line;
    this.#button.style.top = `${line.getBoundingClientRect().top - this.#lines.getBoundingClientRect().top}px`;
    this.#button.ariaLabel = this.#button.dataset.copy.replace("{0}", line.querySelector(".segment-time").textContent);
  }
}
