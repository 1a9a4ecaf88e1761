// Observes the article while it is being read: words change, blocks come and go, the address changes.
import { own, page } from "./dom.js";

const DEBOUNCE = 250;
const MAX_WAIT = 2000;
/** The pause between two readings, as a multiple of the time on the main thread that the first one took. */
const REST = 9;
const ATTRIBUTES = ["class", "style", "hidden", "open", "dir"];

/**
 * Observes the page and triggers a reading when it has been calm for a while, or when it has not been calm for too
 * long. A change never interrupts a reading: the next one follows it.
 */
export class Watch {
  #observer = new MutationObserver((records) => this.#seen(records));
  // The first notification only confirms that the size is observed.
  #resized = new ResizeObserver(() => (this.#sized ? this.#later() : (this.#sized = true)));
  #ends = new AbortController();
  #timer = 0;
  #due = 0;
  #rest = 0;
  #article;
  #on;
  #sized = false;
  #places = [];
  /** The reading in progress, and the one that was requested to follow it. */
  #reading;
  #next;
  #again = false;

  /**
   * `on.touched(records)` is called for changes in the article before anything is drawn, `on.moved()` for changes
   * anywhere. `on.read(calm)` reads the page and returns the time on the main thread in milliseconds; it never rejects.
   */
  constructor(on) {
    this.#on = on;
    const { signal } = this.#ends;
    for (const name of ["popstate", "hashchange"]) addEventListener(name, () => this.#later(), { signal });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#later(), { signal });
    // Reports pushState in browsers that support it; elsewhere the page's words change with it.
    globalThis.navigation?.addEventListener?.("currententrychange", () => this.#later(), { signal });
  }

  /** Sets the article, if there is one, and the shadow roots inside it. */
  follow(article, roots) {
    const places = [page("documentElement"), article, article && rootOf(article), ...roots].filter((root) => root && root !== document);
    if (places.length === this.#places.length && places.every((place, at) => place === this.#places[at])) return;
    this.#seen(this.#observer.takeRecords());
    this.#places = places;
    this.#article = article;
    this.#observer.disconnect();
    this.#resized.disconnect();
    const what = { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES };
    for (const place of new Set(places)) this.#observer.observe(place, what);
    this.#sized = false;
    if (article) this.#resized.observe(article);
  }

  /** Reads the page now, or again once the reading in progress has finished. */
  read(calm = true) {
    if (this.#ends.signal.aborted) return undefined;
    clearTimeout(this.#timer);
    this.#timer = 0;
    if (this.#reading) {
      this.#next ??= this.#reading.then(() => {
        this.#next = undefined;
        return this.read();
      });
      return this.#next;
    }
    this.#again = false;
    this.#reading = this.#on.read(calm).then((spent = 0) => {
      this.#reading = undefined;
      this.#rest = performance.now() + REST * spent;
      // A partial reading is followed by a full one when the page is calm.
      if (this.#again || !calm) this.#later();
    });
    return this.#reading;
  }

  /** Stops observing. */
  stop() {
    this.#observer.disconnect();
    this.#resized.disconnect();
    this.#ends.abort();
    clearTimeout(this.#timer);
  }

  #seen(records) {
    if (!records.length) return;
    this.#on.moved();
    const article = this.#article;
    const near = (node) => rootOf(node) instanceof ShadowRoot || contains(node, article) || contains(article, node);
    if (article?.isConnected && !records.some(({ target }) => near(target))) return;
    this.#on.touched(records);
    this.#later();
  }

  #later() {
    if (this.#ends.signal.aborted) return;
    this.#again = true;
    if (this.#reading) return;
    const now = performance.now();
    if (!this.#timer) this.#due = now + MAX_WAIT;
    clearTimeout(this.#timer);
    // A new article does not have to wait for the cost of the previous one.
    const rest = this.#article?.isConnected ? this.#rest - now : 0;
    const wait = Math.max(Math.min(DEBOUNCE, this.#due - now), rest, 0);
    this.#timer = setTimeout(() => this.read(wait >= DEBOUNCE), wait);
  }
}

const rootOf = (node) => own(node, "getRootNode").call(node);
const contains = (outer, inner) => own(outer, "contains").call(outer, inner);
