// What happens to the article while it is read: words change, blocks come and go, the address changes.

const CALM = 250;
const PATIENCE = 2000;
const ATTRIBUTES = ["class", "style", "hidden", "open", "dir"];

/** Watches the page. `touched` is told at once, before anything is drawn; `settled` once it has been calm for a while. */
export class Watch {
  #observer = new MutationObserver((records) => this.#seen(records));
  // The first report of a size is that it is watched.
  #resized = new ResizeObserver(() => (this.#sized ? this.#later() : (this.#sized = true)));
  #ends = new AbortController();
  #timer = 0;
  #due = 0;
  #article;
  #touched;
  #settled;
  #sized = false;
  #places = [];

  constructor({ touched, settled }) {
    this.#touched = touched;
    this.#settled = settled;
    const { signal } = this.#ends;
    for (const name of ["popstate", "hashchange"]) addEventListener(name, () => this.#later(), { signal });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#later(), { signal });
    // Told of pushState where the browser tells; elsewhere the page's words change with it.
    globalThis.navigation?.addEventListener?.("currententrychange", () => this.#later(), { signal });
  }

  /** Which element the article is, if there is one, and the shadow roots it goes into. */
  follow(article, roots) {
    const places = [document.documentElement, article, article?.getRootNode(), ...roots].filter((root) => root && root !== document);
    if (places.length === this.#places.length && places.every((place, at) => place === this.#places[at])) return;
    this.#places = places;
    this.#article = article;
    this.#observer.disconnect();
    this.#resized.disconnect();
    const what = { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES };
    for (const place of new Set(places)) this.#observer.observe(place, what);
    this.#sized = false;
    if (article) this.#resized.observe(article);
  }

  /** Ends it. */
  stop() {
    this.#observer.disconnect();
    this.#resized.disconnect();
    this.#ends.abort();
    clearTimeout(this.#timer);
  }

  #seen(records) {
    const article = this.#article;
    const near = (node) => node.getRootNode() instanceof ShadowRoot || node.contains(article) || article.contains(node);
    if (article?.isConnected && !records.some(({ target }) => near(target))) return;
    this.#touched();
    this.#later();
  }

  #later() {
    const now = performance.now();
    if (!this.#timer) this.#due = now + PATIENCE;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = 0;
      this.#settled();
    }, Math.max(Math.min(CALM, this.#due - now), 0));
  }
}
