// The entry point of the embed: <sayso-widget>. It is small because it loads with the page; everything else is loaded
// when the browser is idle. It is defined only once per page: if the same script runs again, it finds the element
// defined and does nothing.

const ATTRIBUTES = ["article", "position", "theme", "lang", "article-lang", "kinds", "statuses", "collapsed", "min-confidence", "marks", "loading", "lens", "checks"];
const WAIT = 2000;

/** Returns a property of the document, even if an element with that `name` or `id` hides it. */
const page = (name) => Reflect.get(Document.prototype, name, document);
const first = (selector) => page("querySelector").call(document, selector);

class SaysoWidget extends HTMLElement {
  static observedAttributes = ATTRIBUTES;
  #widget;
  #wanted = false;
  /** Set while waiting to load the widget. */
  #asleep;

  connectedCallback() {
    this.enable();
  }

  disconnectedCallback() {
    // Frameworks move elements, so only an element that stays disconnected is ended.
    queueMicrotask(() => { if (!this.isConnected) this.disable(); });
  }

  attributeChangedCallback(_, before, now) {
    if (before === now || !this.#wanted) return;
    if (this.#asleep) this.#wait();
    else this.#widget?.configure();
  }

  /** Shows the bar and marks the article; does nothing if that has been done. */
  enable() {
    if (this.#wanted) return;
    this.#wanted = true;
    this.#wait();
  }

  /** Removes bar, marks, listeners and worker, which leaves the page as it was. */
  disable() {
    this.#wanted = false;
    this.#wake();
    this.#widget?.disable();
  }

  /** Finds the article again and reads it anew. Problems are reported by `sayso:error`. */
  async refresh() {
    if (!this.#wanted) return;
    this.#wake();
    await this.#load().then((widget) => this.#wanted && widget.refresh(), () => {});
  }

  /** Returns the findings in any text; does not change the page. */
  async analyze(text) {
    return (await this.#load()).analyze(text);
  }

  #wait() {
    this.#wake();
    this.#asleep = new AbortController();
    whenDue(this, this.#asleep.signal, () => {
      this.#wake();
      // The fault has been reported already.
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

/** Calls `then` when the browser is idle or, with loading="visible", when the article scrolls into view. */
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
    // Invalid selector: the widget reports it.
    return undefined;
  }
}

/** If the script has attributes such as data-article and the page has no element, appends an element to the page.
 * Other scripts on the page may have no address. */
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
  // An async script may run before the page has been parsed.
  if (page("readyState") === "loading") addEventListener("DOMContentLoaded", alone, { once: true });
  else alone();
}
