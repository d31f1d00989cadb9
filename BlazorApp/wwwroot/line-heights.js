// How high the lines of a transcript are, also those that are not in the page: measured by the piece while they are drawn, and
// remembered. Lines that were never drawn are taken to be as high as those that are.
export class LineHeights {
  #list;
  #piece;
  #heights = new Map(); // of whole pieces, by the index of their first line
  #average = 0; // of those that are drawn

  /** @param list the lines that are drawn; @param piece how many lines come and go together */
  constructor(list, piece) {
    this.#list = list;
    this.#piece = piece;
  }

  /** Remembers how high the pieces are that are drawn now, of which the first line is that one. */
  measure(firstLine) {
    const lines = this.#list.children;
    if (lines.length === 0) return;
    const end = firstLine + lines.length;
    for (let from = Math.ceil(firstLine / this.#piece) * this.#piece; from + this.#piece <= end; from += this.#piece) {
      const first = lines[from - firstLine].getBoundingClientRect();
      const last = lines[from - firstLine + this.#piece - 1].getBoundingClientRect();
      this.#heights.set(from, last.bottom - first.top);
    }
    this.#average = this.#list.getBoundingClientRect().height / lines.length;
  }

  /** How high the lines from one to before another are together, in pixels. */
  of(from, to) {
    let height = 0;
    for (let piece = from - (from % this.#piece); piece < to; piece += this.#piece) {
      const lines = Math.min(to, piece + this.#piece) - Math.max(from, piece);
      const whole = this.#heights.get(piece);
      height += lines === this.#piece && whole !== undefined ? whole : lines * this.#average;
    }
    return height;
  }

  /** The first line of the piece that stands so many pixels below the first of all lines; their number when none does. */
  pieceAt(top, count) {
    let height = 0;
    for (let piece = 0; piece < count; piece += this.#piece) {
      height += this.of(piece, Math.min(piece + this.#piece, count));
      if (height > top) return piece;
    }
    return count;
  }

  /** The lines have another width, and so other heights. */
  forget() {
    this.#heights.clear();
  }
}
