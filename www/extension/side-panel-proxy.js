// Stands in for the panel of a page, which is in the browser's side panel. The state and the reader's choices are
// exchanged by messages.
import { api } from "./api.js";

/** The parts of the state that are sent unchanged. Findings are sent as keys, see [`key`]. */
const SENT = ["text", "analysis", "notice", "fault", "waiting", "marked", "lens", "meta", "partial", "selected"];

/** Returns a string that identifies a finding. */
export const key = ({ type, index }) => `${type} ${index}`;

/** An object with the methods of the embed's panel (www/embed/panel.js) that `Marker` calls. */
export class Remote {
  /** No element, because the card is in the side panel as well. */
  card = undefined;
  #on;
  #ports = new Set();
  #state = {};
  #all = [];
  #chosen;

  /** Sets the callbacks, see `Marker`. */
  use(on) {
    this.#on = on;
    return this;
  }

  /** Returns whether a panel has shown this page since before a time in milliseconds. */
  shownSince(at) {
    return [...this.#ports].some((port) => port.since < at);
  }

  /** Adds a panel. */
  connect(port) {
    const one = { port, since: Date.now() };
    this.#ports.add(one);
    port.onDisconnect.addListener(() => this.#ports.delete(one));
    port.onMessage.addListener((message) => this.#received(message));
    port.postMessage({ state: this.#state, chosen: this.#chosen });
  }

  /** Updates the state, see `Panel.show`. */
  show(change) {
    const sent = Object.fromEntries(SENT.filter((name) => name in change).map((name) => [name, change[name] ?? null]));
    if (change.all) {
      this.#all = change.all;
      sent.keys = change.all.map(key);
    }
    if (change.hidden) sent.hidden = [...change.hidden];
    this.#state = { ...this.#state, ...sent };
    this.#send({ state: sent });
  }

  /** Does nothing, because the side panel sets its colours itself. */
  colour() {}

  /** Called when the reader chooses a finding on the page. */
  choose(item) {
    this.#chosen = key(item);
    this.#on.choose(item, { scroll: false });
    if (this.#ports.size) this.#send({ chosen: this.#chosen });
    else api.runtime.sendMessage({ open: true })?.catch(() => {});
  }

  remove() {
    this.#send({ gone: true });
    [this.#state, this.#all, this.#chosen] = [{}, [], undefined];
  }

  #send(message) {
    for (const { port } of this.#ports) port.postMessage(message);
  }

  #received({ choose, scroll, seek, lens, hide, marks }) {
    if (choose !== undefined) {
      this.#chosen = choose ?? undefined;
      this.#on?.choose(this.#all.find((item) => key(item) === choose), { scroll });
    } else if (seek) this.#on?.seek(seek);
    else if (lens) this.#on?.lens(lens);
    else if (hide) this.#on?.hide(hide);
    else if (marks !== undefined) this.#on?.marks(marks);
  }
}
