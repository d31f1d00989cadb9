// <transcript-lines>: a long transcript of which only the lines around the reader are there. The server draws those and is told where
// the reader goes; the room above and below is as high as the lines would be, so that the scroll bar tells the truth. Nothing on the
// screen moves under the reader: whatever is put in or taken out above is made up for before it is painted. While lines are being made
// the page goes along with them, until the reader scrolls away.

import { LiveElement } from "./elements.js";
import { LineCopy } from "./line-copy.js";
import { LineHeights } from "./line-heights.js";

const nearEnd = 120; // pixels from the end of the last line that still count as being there
const ahead = 1500; // pixels before the reader comes to what is missing at which it is asked for
const askAgainAfter = 3000;

Blazor.registerCustomEventType("lineswanted", { createEventArgs: event => event.detail });

class TranscriptLines extends LiveElement {
  #anchor = null; // the first line in view, and where it is
  #scrollY = 0; // how far the page was scrolled then
  #follows = false;
  #asked = -Infinity; // when the server was asked for lines that have not come
  #sought = null; // the line that was asked for last
  #atBottom = false;
  #seen = 0; // how many lines there were when the reader was last at the end
  #place = "";
  #watch = new MutationObserver(() => this.#arrange());
  #resize = new ResizeObserver(() => this.#forgetHeights());

  begin(signal) {
    [this.above, this.below] = this.querySelectorAll(":scope > .lines-room");
    this.list = this.querySelector(":scope > ol");
    this.heights = new LineHeights(this.list, this.#piece);
    this.copying = new LineCopy(this, signal);
    this.more = this.querySelector(":scope > .lines-new");
    this.head = this.closest(".pane").querySelector(".pane-top");
    this.#follows = this.#isRunning;
    this.#seen = this.#count;
    this.#scrollY = scrollY;
    addEventListener("scroll", () => this.#scrolled(), { passive: true, signal });
    this.more.addEventListener("click", () => this.goToEnd(), { signal });
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
  copy(line) {
    return this.copying.copy(line);
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
    this.heights.measure(this.#first);
    this.above.style.height = `${this.heights.of(0, this.#first)}px`;
    this.below.style.height = `${this.heights.of(this.#end, this.#count)}px`;
    if (!this.#showPlace()) {
      if (this.#follows) this.#scrollToEnd();
      else this.#keepStill();
    }
    this.copying.follow();
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

  #forgetHeights() {
    if (this.width === this.clientWidth) return;
    this.width = this.clientWidth;
    this.heights.forget();
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
    return this.heights.pieceAt(-this.getBoundingClientRect().top, this.#count);
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
