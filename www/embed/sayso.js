// The embed's way in: <sayso-widget>. Small, since it comes with the page; all else is fetched when the browser is idle.
// Written once a page: the same script a second time finds the element defined and does nothing.

const ATTRIBUTES = ["article", "position", "theme", "lang", "kinds", "statuses", "collapsed", "min-confidence", "marks", "loading", "lens"];
const WAIT = 2000;

/** A property of the document, which elements of that `name` or `id` would hide. */
const page = (name) => Reflect.get(Document.prototype, name, document);
const first = (selector) => page("querySelector").call(document, selector);

class SaysoWidget extends HTMLElement {
  static observedAttributes = ATTRIBUTES;
  #widget;
  #wanted = false;
  /** Until it is time to load the widget. */
  #asleep;

  connectedCallback() {
    this.enable();
  }

  disconnectedCallback() {
    // Frameworks move elements: only what stays away is ended.
    queueMicrotask(() => { if (!this.isConnected) this.disable(); });
  }

  attributeChangedCallback(_, before, now) {
    if (before === now || !this.#wanted) return;
    if (this.#asleep) this.#wait();
    else this.#widget?.configure();
  }

  /** Shows the bar and marks the article; does nothing where that is so already. */
  enable() {
    if (this.#wanted) return;
    this.#wanted = true;
    this.#wait();
  }

  /** Takes bar, marks, listeners and worker away; the page is as it was. */
  disable() {
    this.#wanted = false;
    this.#wake();
    this.#widget?.disable();
  }

  /** Looks for the article again and reads it anew. What goes wrong is told by `sayso:error`. */
  async refresh() {
    if (!this.#wanted) return;
    this.#wake();
    await this.#load().then((widget) => this.#wanted && widget.refresh(), () => {});
  }

  /** What is found in any text; the page stays as it is. */
  async analyze(text) {
    return (await this.#load()).analyze(text);
  }

  #wait() {
    this.#wake();
    this.#asleep = new AbortController();
    whenDue(this, this.#asleep.signal, () => {
      this.#wake();
      // A fault has been told.
      this.#load().then((widget) => this.#wanted && widget.enable(), () => {});
    });
  }

  #wake() {
    this.#asleep?.abort();
    this.#asleep = undefined;
  }

  #loading;
  #load() {
    this.#loading ??= import("./widget.js").then(({ Widget }) => (this.#widget = new Widget(this))).catch((fault) => {
      this.#loading = undefined;
      const detail = { code: "not-loaded", message: String(fault) };
      this.dispatchEvent(new CustomEvent("sayso:error", { bubbles: true, composed: true, detail }));
      throw fault;
    });
    return this.#loading;
  }
}

/** Calls `then` when the browser is idle or, with loading="visible", when the article comes into sight. */
function whenDue(element, signal, then) {
  const place = element.getAttribute("loading") === "visible" && target(element);
  if (place) {
    const sight = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) then();
    }, { rootMargin: "50%" });
    sight.observe(place);
    signal.addEventListener("abort", () => sight.disconnect(), { once: true });
  } else if (typeof requestIdleCallback === "function") {
    const handle = requestIdleCallback(then, { timeout: WAIT });
    signal.addEventListener("abort", () => cancelIdleCallback(handle), { once: true });
  } else {
    const handle = setTimeout(then, 200);
    signal.addEventListener("abort", () => clearTimeout(handle), { once: true });
  }
}

function target(element) {
  try {
    return first(element.getAttribute("article") || "article") ?? element;
  } catch {
    // No selector: the widget tells of it.
    return undefined;
  }
}

/** The script alone, with data-article and the like, puts an element at the end of the page. The addresses of other tags may be none. */
function alone() {
  const script = [...page("querySelectorAll").call(document, "script")].find(({ src }) => src === import.meta.url);
  const wishes = ATTRIBUTES.filter((name) => script?.hasAttribute(`data-${name}`));
  if (!wishes.length || first("sayso-widget")) return;
  const element = page("createElement").call(document, "sayso-widget");
  for (const name of wishes) element.setAttribute(name, script.getAttribute(`data-${name}`));
  page("body").append(element);
}

if (!customElements.get("sayso-widget")) {
  customElements.define("sayso-widget", SaysoWidget);
  // An async script may run before the page is there.
  if (page("readyState") === "loading") addEventListener("DOMContentLoaded", alone, { once: true });
  else alone();
}
