// Runs in a site's page when the reader asks for it: finds the article and marks it. The page's scripts see nothing of
// it, and without the marks the page is as before.
import { Marker } from "../embed/marker.js";
import { create, page } from "../embed/dom.js";
import { api } from "./api.js";
import * as engine from "./analysis-client.js";
import { Finder } from "./find.js";
import { partial } from "./partial.js";
import { Remote } from "./side-panel-proxy.js";
import { Selected } from "./selected.js";
import { canvas } from "./canvas.js";

/** Tells these marks from those of the embed, which may be on the same page and numbers its widgets from 1. */
const ID = 1000;
/** The pause in milliseconds after scrolling before the article in view is determined. */
const DEBOUNCE = 300;
const OWN = Symbol.for("sayso");

class Page {
  #finder = new Finder();
  #remote = new Remote();
  #selected;
  #marker;
  #ends;
  #timer = 0;

  constructor() {
    api.runtime.onMessage.addListener((message, _, reply) => {
      reply({ on: this.#received(message) });
    });
    api.runtime.onConnect.addListener((port) => port.name === "panel" && this.#connect(port));
    engine.whenGone(() => this.off());
    // The panel was disconnected when the reader left the page.
    addEventListener("pageshow", ({ persisted }) => persisted && this.#marker && announce());
  }

  /** Returns whether the extension that runs this script is still there. */
  get alive() {
    return engine.alive();
  }

  /** Does what the reader asked for at the time `at`, in milliseconds. Returns whether the page is marked. */
  #received({ what, at }) {
    if (what === "selection") {
      this.off();
      this.#on(Selected.now());
    } else if (!this.#marker) {
      this.#on();
    } else if (this.#selected) {
      // The button marks the whole article after a selection.
      this.off();
      this.#on();
    } else if (this.#remote.shownSince(at)) {
      this.off();
    }
    announce();
    return Boolean(this.#marker);
  }

  #connect(port) {
    port.onMessage.addListener(({ off }) => off && this.off());
    this.#remote.connect(port);
  }

  #on(selected) {
    this.#selected = selected;
    this.#ends = new AbortController();
    const element = create("sayso-marks");
    element.addEventListener("sayso:analyzed", ({ detail }) => this.#found(detail.text));
    const open = async (on) => ({ panel: this.#remote.use(on), shadow: canvas() });
    const find = selected ? (...how) => selected.find(this.#finder, ...how) : (...how) => this.#finder.find(...how);
    const narrow = (items, map) => selected?.narrow(items, map) ?? items;
    this.#marker = new Marker(element, { id: ID, engine, find, skip: this.#finder.skip, narrow, open });
    addEventListener("scroll", () => this.#scrolled(), { capture: true, passive: true, signal: this.#ends.signal });
    this.#marker.enable();
  }

  #found(text) {
    this.#remote.show({ meta: this.#meta(), partial: partial(text), selected: Boolean(this.#selected) });
  }

  /** Returns headline, byline, outlet, address and date. */
  #meta() {
    const [title, byline, outlet, url, date] = this.#finder.meta;
    return [title || page("title"), byline ?? "", outlet || location.hostname.replace(/^www\./, ""), url || location.href.split("#")[0], date ?? ""];
  }

  /** Reads the article in view once scrolling stops, because several articles may follow each other on one page. */
  #scrolled() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#finder.passed && !this.#selected && this.#marker?.refresh(), DEBOUNCE);
  }

  /** Removes all marks. */
  off() {
    clearTimeout(this.#timer);
    this.#ends?.abort();
    this.#marker?.disable();
    [this.#marker, this.#selected] = [];
    this.#finder = new Finder();
  }
}

/** Tells the panel that the page can be asked. */
function announce() {
  api.runtime.sendMessage({ here: true })?.catch(() => {});
}

// The script is inserted at each click. If the extension has been updated since the last one, the old instance cannot
// work any more and is replaced.
const before = globalThis[OWN];
if (!before?.alive) {
  before?.off();
  globalThis[OWN] = new Page();
}
