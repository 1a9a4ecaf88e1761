// The embed's way in: <sayso-widget>. Small, since it comes with the page; all else is fetched when the browser is idle.
// Written once a page: the same script a second time finds the element defined and does nothing.

const ATTRIBUTES = ["article", "position", "theme", "lang", "kinds", "statuses", "collapsed", "min-confidence", "marks", "loading"];
const WAIT = 2000;

class SaysoWidget extends HTMLElement {
  static observedAttributes = ATTRIBUTES;
  #widget;
  #wanted = false;
  #asleep;

  connectedCallback() {
    this.enable();
  }

  disconnectedCallback() {
    // Frameworks move elements: only what stays away is ended.
    queueMicrotask(() => { if (!this.isConnected) this.disable(); });
  }

  attributeChangedCallback(_, before, now) {
    if (before !== now) this.#widget?.configure();
  }

  /** Shows the bar and marks the article; does nothing where that is so already. */
  enable() {
    if (this.#wanted) return;
    this.#wanted = true;
    this.#asleep = new AbortController();
    whenDue(this, this.#asleep.signal, () => this.#load().then((widget) => { if (this.#wanted) widget.enable(); }, () => {}));
  }

  /** Takes bar, marks, listeners and worker away; the page is as it was. */
  disable() {
    this.#wanted = false;
    this.#asleep?.abort();
    this.#widget?.disable();
  }

  /** Looks for the article again and reads it anew. */
  async refresh() {
    if (this.#wanted) await (await this.#load()).refresh();
  }

  /** What is found in any text; the page stays as it is. */
  async analyze(text) {
    return (await this.#load()).analyze(text);
  }

  #loading;
  #load() {
    this.#loading ??= import("./widget.js").then(({ Widget }) => {
      this.#widget = new Widget(this);
      return this.#widget;
    });
    this.#loading.catch((fault) => {
      this.#loading = undefined;
      const detail = { code: "not-loaded", message: String(fault) };
      this.dispatchEvent(new CustomEvent("sayso:error", { bubbles: true, composed: true, detail }));
    });
    return this.#loading;
  }
}

/** Calls `then` when the browser is idle or, with loading="visible", when the article comes into sight. */
function whenDue(element, signal, then) {
  if (element.getAttribute("loading") === "visible") {
    const target = document.querySelector(element.getAttribute("article") || "article") ?? element;
    const sight = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      sight.disconnect();
      then();
    }, { rootMargin: "50%" });
    sight.observe(target);
    signal.addEventListener("abort", () => sight.disconnect(), { once: true });
  } else if (typeof requestIdleCallback === "function") {
    const handle = requestIdleCallback(then, { timeout: WAIT });
    signal.addEventListener("abort", () => cancelIdleCallback(handle), { once: true });
  } else {
    const handle = setTimeout(then, 200);
    signal.addEventListener("abort", () => clearTimeout(handle), { once: true });
  }
}

/** The script alone, with data-article and the like, puts an element at the end of the page. */
function alone() {
  const own = new URL(import.meta.url);
  const script = [...document.scripts].find(({ src }) => src && new URL(src).href === own.href);
  const wishes = ATTRIBUTES.filter((name) => script?.hasAttribute(`data-${name}`));
  if (!wishes.length || document.querySelector("sayso-widget")) return;
  const element = document.createElement("sayso-widget");
  for (const name of wishes) element.setAttribute(name, script.getAttribute(`data-${name}`));
  document.body.append(element);
}

if (!customElements.get("sayso-widget")) {
  customElements.define("sayso-widget", SaysoWidget);
  alone();
}
