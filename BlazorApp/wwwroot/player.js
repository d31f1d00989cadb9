// <video-player>: YouTube's embedded player, spoken to by messages (its IFrame protocol), so that no script of anybody else's runs here.
// The transcript goes along with it, and a click on a line plays from there.

import { LiveElement } from "./elements.js";

const origin = "https://www.youtube-nocookie.com";
const loadsWithin = 10_000;

class VideoPlayer extends LiveElement {
  #isReady = false;

  begin(signal) {
    this.words = this.querySelector("p");
    this.#say(this.words.dataset.loading);
    addEventListener("message", event => this.#hear(event), { signal });
    document.addEventListener("click", event => this.#seek(event), { signal });

    this.frame = document.createElement("iframe");
    const start = this.getAttribute("start");
    this.frame.src = `${origin}/embed/${encodeURIComponent(this.getAttribute("video"))}?${new URLSearchParams({
      enablejsapi: "1", autoplay: "1", playsinline: "1", rel: "0", origin: location.origin, hl: document.documentElement.lang, ...(start && { start }),
    })}`;
    this.frame.title = this.getAttribute("player-title");
    this.frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
    // The player answers once it listens; a frame that was refused counts as loaded as well, so only its answer counts.
    this.asking = setInterval(() => this.#send({ event: "listening", id: "live" }), 250);
    this.waiting = setTimeout(() => this.#fail(), loadsWithin);
    this.frame.dataset.waiting = ""; // keeps its room, and does not show a browser's own face of failure
    this.prepend(this.frame);
    signal.addEventListener("abort", () => {
      clearInterval(this.asking);
      clearTimeout(this.waiting);
    });
  }

  #say(words) {
    this.words.textContent = words;
  }

  #fail() {
    clearInterval(this.asking);
    this.frame.hidden = true;
    this.#say(this.words.dataset.failed);
  }

  #hear({ origin: from, source, data }) {
    if (from !== origin || source !== this.frame.contentWindow || typeof data !== "string") return;
    let message;
    try {
      message = JSON.parse(data);
    } catch {
      return; // not of the protocol
    }

    if (message.event === "onError") this.#fail();
    else if (!this.#isReady) {
      this.#isReady = true;
      clearInterval(this.asking);
      clearTimeout(this.waiting);
      this.frame.hidden = false;
      delete this.frame.dataset.waiting;
      this.#say("");
    }

    if (typeof message.info?.currentTime === "number") document.querySelector("transcript-lines")?.play(message.info.currentTime);
  }

  #seek(event) {
    const line = event.target.closest?.(".segment");
    if (!this.#isReady || !line || !getSelection().isCollapsed) return;
    this.#send({ event: "command", func: "seekTo", args: [Number(line.dataset.start), true] });
    this.#send({ event: "command", func: "playVideo", args: [] });
  }

  #send(message) {
    this.frame.contentWindow?.postMessage(JSON.stringify(message), origin);
  }
}

customElements.define("video-player", VideoPlayer);
