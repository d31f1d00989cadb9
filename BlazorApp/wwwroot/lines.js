// <transcript-lines>: a long transcript of which only the lines around the reader are there. The server draws those and is told where
// the reader goes; the room above and below is as high as the lines would be, so that the scroll bar tells the truth. Nothing on the
// screen moves under the reader: whatever is put in or taken out above is made up for before it is painted. While lines are being made
// the page goes along with them, until the reader scrolls away.

import { LiveElement } from "./elements.js";

const nearEnd = 120; // pixels from the end of the last line that still count as being there
const ahead = 1500; // pixels before the reader comes to what is missing at which it is asked for
const askAgainAfter = 3000;

Blazor.registerCustomEventType("lineswanted", { createEventArgs: event => event.detail });

class TranscriptLines extends LiveElement {
  #heights = new Map(); // of whole pieces, by the index of their first line
  #anchor = null; // the first line in view, and where it is
  #scrollY = 0; // how far the page was scrolled then
  #follows = false;
  #asked = -Infinity; // when the server was asked for lines that have not come
  #sought = null; // the line that was asked for last
  #atBottom = false;
  #seen = 0; // how many lines there were when the reader was last at the end
  #place = "";
  #offered = null; // the line that can be copied
  #copied = 0;
  #watch = new MutationObserver(() => this.#arrange());
  #resize = new ResizeObserver(() => this.#forgetHeights());

  begin(signal) {
    [this.above, this.below] = this.querySelectorAll(":scope > .lines-room");
    this.list = this.querySelector(":scope > ol");
    this.copyButton = this.querySelector(":scope > [data-copy]");
    this.said = this.querySelector(":scope > [role=status]");
    this.more = this.querySelector(":scope > .lines-new");
    this.head = this.closest(".pane").querySelector(".pane-top");
    this.#follows = this.#isRunning;
    this.#seen = this.#count;
    this.#scrollY = scrollY;
    addEventListener("scroll", () => this.#scrolled(), { passive: true, signal });
    this.more.addEventListener("click", () => this.goToEnd(), { signal });
    this.list.addEventListener("pointerover", event => this.#offerCopy(event.target.closest("li")), { signal });
    this.addEventListener("pointerleave", () => this.#offerCopy(null), { signal });
    this.copyButton.addEventListener("click", () => this.copy(this.#offered), { signal });
    this.#watch.observe(this, { attributes: true, attributeFilter: ["data-count", "data-first", "data-goto"] });
    this.#watch.observe(this.list, { childList: true });
    this.#resize.observe(this);
    signal.addEventListener("abort", () => {
      this.#watch.disconnect();
      this.#resize.disconnect();
    });
    this.#arrange();
  }

  /** Marks the line that is being spoken, and goes along with it while its reader does. */
  play(seconds) {
    const line = [...this.list.children].findLast(line => Number(line.dataset.start) <= seconds);
    const before = this.list.querySelector("[data-playing]");
    if (!line || line === before) return;
    const goesAlong = before ? this.#isInView(before) : true;
    if (before) delete before.dataset.playing;
    line.dataset.playing = "";
    if (goesAlong && !this.#isInView(line)) this.#bring(line);
  }

  /** Copies what was said, with its time. */
  async copy(line) {
    if (!line?.isConnected) return;
    const text = `[${line.querySelector(".segment-time").textContent}] ${line.querySelector(".segment-text").textContent.trim()}`;
    try {
      await navigator.clipboard.writeText(text);
      this.#offerCopy(line); // also where it was copied by its key
      this.copyButton.dataset.copied = "";
      this.said.textContent = this.said.dataset.copied;
      clearTimeout(this.#copied);
      this.#copied = setTimeout(() => {
        delete this.copyButton.dataset.copied;
        this.said.textContent = "";
        if (!this.list.matches(":hover")) this.#offerCopy(null);
      }, 1500);
    } catch (error) {
      console.info("The line could not be copied:", error?.message ?? error);
    }
  }

  // One button for all lines, laid beside the one that is pointed at.
  #offerCopy(line) {
    this.copyButton.hidden = !line?.isConnected;
    if (this.copyButton.hidden) return;
    this.#offered = line;
    this.copyButton.style.top = `${line.getBoundingClientRect().top - this.getBoundingClientRect().top}px`;
    this.copyButton.ariaLabel = this.copyButton.dataset.copy.replace("{0}", line.querySelector(".segment-time").textContent);
  }

  get #first() {
    return Number(this.dataset.first);
  }

  get #count() {
    return Number(this.dataset.count);
  }

  get #piece() {
    return Number(this.dataset.piece);
  }

  get #isRunning() {
    return this.dataset.follow !== undefined;
  }

  get #isAsking() {
    return performance.now() - this.#asked < askAgainAfter;
  }

  get #end() {
    return this.#first + this.list.children.length;
  }

  // What was drawn has changed, or the place to show: everything is put right before it is painted.
  #arrange() {
    this.#asked = -Infinity;
    this.#noticeJump();
    this.#measure();
    this.above.style.height = `${this.#heightOf(0, this.#first)}px`;
    this.below.style.height = `${this.#heightOf(this.#end, this.#count)}px`;
    if (!this.#showPlace()) {
      if (this.#follows) this.#scrollToEnd();
      else this.#keepStill();
    }
    if (!this.copyButton.hidden) this.#offerCopy(this.#offered);
    this.#note();
  }

  // Lines may arrive before the window tells that the reader has jumped. Only upwards it may have been the page itself: at its end,
  // when it has become shorter.
  #noticeJump() {
    const atEnd = document.documentElement.scrollHeight - innerHeight - scrollY < 4;
    const way = scrollY - this.#scrollY;
    if (Math.abs(way) < innerHeight || (way < 0 && atEnd)) return;
    this.#anchor = null;
    this.#sought = this.#lineAtTop();
    this.#atBottom = atEnd;
  }

  #measure() {
    const lines = this.list.children;
    if (lines.length === 0) return;
    const piece = this.#piece;
    for (let from = Math.ceil(this.#first / piece) * piece; from + piece <= this.#end; from += piece) {
      const first = lines[from - this.#first].getBoundingClientRect();
      const last = lines[from - this.#first + piece - 1].getBoundingClientRect();
      this.#heights.set(from, last.bottom - first.top);
    }
    this.average = this.list.getBoundingClientRect().height / lines.length;
  }

  // Lines that were never drawn are taken to be as high as those that are.
  #heightOf(from, to) {
    let height = 0;
    for (let piece = from - (from % this.#piece); piece < to; piece += this.#piece) {
      const lines = Math.min(to, piece + this.#piece) - Math.max(from, piece);
      const whole = this.#heights.get(piece);
      height += lines === this.#piece && whole !== undefined ? whole : lines * (this.average || 0);
    }
    return height;
  }

  #forgetHeights() {
    if (this.width === this.clientWidth) return;
    this.width = this.clientWidth;
    this.#heights.clear();
    this.#arrange();
  }

  #showPlace() {
    const place = this.dataset.goto ?? "";
    if (place === this.#place) return false;
    const line = this.#lineAt(Number(place.split(":")[0]));
    if (!line) return false;
    this.#place = place;
    this.#follows = false;
    if (!this.#isInView(line)) this.#bring(line);
    return true;
  }

  #keepStill() {
    const line = this.#anchor && this.#lineAt(this.#anchor.index);
    // Who jumped to where nothing was drawn yet gets what he was taken to have jumped to.
    const sought = !line && this.#sought !== null ? this.#lineAt(Math.min(this.#sought, this.#count - 1)) : null;
    this.#sought = null;
    if (line) moveBy(line.getBoundingClientRect().top - this.#anchor.top);
    else if (sought && this.#atBottom) moveBy(document.documentElement.scrollHeight);
    else if (sought) moveBy(sought.getBoundingClientRect().top - this.#covered);
  }

  #scrollToEnd() {
    const over = this.list.getBoundingClientRect().bottom - (innerHeight - nearEnd / 2);
    if (over > 0) moveBy(over);
  }

  /** Shows the newest line, and from then on what arrives. */
  goToEnd() {
    this.#follows = true;
    if (this.#end === this.#count) this.#arrange();
    else this.#ask(this.#count);
  }

  #scrolled() {
    const follows = this.#isRunning && this.#end === this.#count && this.list.getBoundingClientRect().bottom < innerHeight + nearEnd;
    if (follows !== this.#follows && !this.#isAsking) {
      this.#follows = follows;
      this.#tell(null);
    }
    this.#note();
  }

  // Remembers where the reader is, counts what he has not seen, and asks for what he comes to.
  #note() {
    this.#atBottom = document.documentElement.scrollHeight - innerHeight - scrollY < 4;
    this.#scrollY = scrollY;
    this.#anchor = null;
    for (const line of this.list.children) {
      const { top, bottom } = line.getBoundingClientRect();
      if (bottom < 0) continue;
      if (top < innerHeight) this.#anchor = { index: this.#indexOf(line), top };
      break;
    }

    if (this.#follows || (this.#end === this.#count && this.list.getBoundingClientRect().bottom < innerHeight)) this.#seen = this.#count;
    const unseen = this.#isRunning ? this.#count - this.#seen : 0;
    this.more.hidden = unseen <= 0;
    const words = unseen === 1 ? this.more.dataset.one : this.more.dataset.many.replace("{0}", unseen);
    if (this.more.textContent !== words) this.more.textContent = words;

    const { top, bottom } = this.list.getBoundingClientRect();
    if (top > -ahead && this.#first > 0) this.#ask(this.#lineAtTop());
    else if (bottom < innerHeight + ahead && this.#end < this.#count) this.#ask(this.#lineAtTop());
  }

  // The line at the top of the window, as well as it can be told: it may be one of those that are not there.
  #lineAtTop() {
    const top = -this.getBoundingClientRect().top;
    let height = 0;
    for (let piece = 0; piece < this.#count; piece += this.#piece) {
      height += this.#heightOf(piece, Math.min(piece + this.#piece, this.#count));
      if (height > top) return piece;
    }
    return this.#count;
  }

  #ask(line) {
    this.#sought = line; // also while others are on their way: a reader who has gone on meanwhile is not fetched back to them
    if (this.#isAsking) return;
    this.#asked = performance.now();
    this.#tell(line);
  }

  #tell(from) {
    this.dispatchEvent(new CustomEvent("lineswanted", { bubbles: true, detail: { from, follows: this.#follows } }));
  }

  // How much of the window, from its top, the bar and the head of the pane cover once that sticks there.
  get #covered() {
    const { position, top } = getComputedStyle(this.head);
    if (position === "sticky") return parseFloat(top) + this.head.offsetHeight;
    return parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop); // in a low window the bar alone stays
  }

  #isInView(line) {
    const { top, bottom } = line.getBoundingClientRect();
    return top >= this.#covered && bottom <= innerHeight;
  }

  // To the middle of what is not covered.
  #bring(line) {
    const { top, height } = line.getBoundingClientRect();
    moveBy(top - (this.#covered + innerHeight - height) / 2);
  }

  #indexOf(line) {
    return this.#first + Array.prototype.indexOf.call(this.list.children, line);
  }

  #lineAt(index) {
    return this.list.children[index - this.#first];
  }
}

const moveBy = top => Math.abs(top) >= 1 && scrollBy({ top, behavior: "instant" });

customElements.define("transcript-lines", TranscriptLines);
