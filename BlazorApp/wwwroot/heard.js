// When the server was last heard on the circuit's socket. SignalR keeps the server's pings to itself, so the socket is watched.

const openWithin = 5000;

// A machine that slept moves the one clock and perhaps not the other; a clock that is set moves only the wall's.
const moment = () => ({ wall: Date.now(), steady: performance.now() });

/** Milliseconds since that moment. */
export const since = then => Math.max(Date.now() - then.wall, performance.now() - then.steady);

let heard = moment();
let current = null;

/** The moment at which the page came or the server was last heard. */
export const lastHeard = () => heard;

/** Milliseconds since the page came or the server was last heard. */
export const silence = () => since(heard);

/** Whether a socket is open that should be heard. False while it is being opened, and on a network that allows no WebSockets. */
export const listens = () => current !== null;

/** Gives the socket up. Closing it would not do: a browser waits for the answer of a server that may be gone. */
export const giveUp = () => current?.dispatchEvent(new CloseEvent("close", { code: 4000, reason: "silent" }));

/** The WebSocket that SignalR is given. */
export class HeardSocket extends WebSocket {
  constructor(...address) {
    super(...address);
    // A network that swallows what it is sent would hold the browser's own attempt for minutes.
    const opening = setTimeout(() => this.close(), openWithin);
    this.addEventListener("open", () => {
      clearTimeout(opening);
      current = this;
    });
    this.addEventListener("message", () => (heard = moment()));
    this.addEventListener("close", () => {
      clearTimeout(opening);
      if (current === this) current = null;
    });
  }
}
