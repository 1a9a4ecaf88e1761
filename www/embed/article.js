// Finds the article on the page: what the newsroom names, else <article>, else what the page's linked data say it is, else the largest block of text.
import { apart } from "./elements.js";

const LEAST = 140;
const START = 60;

/** The element that holds the article; none where nothing on the page is long enough. */
export function find(selector) {
  if (selector) return first(selector);
  return longest(all("article")) ?? linked() ?? largest();
}

/** The first match, also inside of open shadow roots. */
function first(selector) {
  try {
    return document.querySelector(selector) ?? deep(selector)[0];
  } catch {
    // No selector at all.
    return undefined;
  }
}

function all(selector) {
  const found = [...document.querySelectorAll(selector)];
  return found.length ? found : deep(selector);
}

function deep(selector, root = document) {
  const found = [];
  for (const element of root.querySelectorAll("*")) {
    if (!element.shadowRoot || element.localName === "sayso-widget") continue;
    found.push(...element.shadowRoot.querySelectorAll(selector), ...deep(selector, element.shadowRoot));
  }
  return found;
}

const squeezed = (text) => text.replace(/\s+/g, " ").trim();
const length = (element) => squeezed(element.textContent).length;

function longest(elements) {
  const long = elements.map((element) => [element, length(element)]).filter(([, size]) => size >= LEAST);
  return long.sort((a, b) => b[1] - a[1])[0]?.[0];
}

/** The innermost element that holds the start and the end of the text that the page's linked data give. */
function linked() {
  const body = squeezed(bodies().sort((a, b) => b.length - a.length)[0] ?? "");
  if (body.length < LEAST) return undefined;
  const ends = [body.slice(0, START), body.slice(-START)];
  const holds = (element) => {
    const text = squeezed(element.textContent);
    return ends.every((end) => text.includes(end));
  };
  let found = holds(document.body) ? document.body : undefined;
  while (found) {
    const inner = [...found.children].find((child) => child.localName !== "script" && holds(child));
    if (!inner) break;
    found = inner;
  }
  return found;
}

function bodies() {
  const found = [];
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    try {
      const todo = [JSON.parse(script.textContent)];
      for (let seen = 0; todo.length && seen < 1000; seen += 1) {
        const value = todo.pop();
        if (typeof value !== "object" || value === null) continue;
        if (typeof value.articleBody === "string") found.push(value.articleBody);
        todo.push(...Object.values(value));
      }
    } catch {
      // Other people's data may be broken.
    }
  }
  return found;
}

/** The element whose own paragraphs have most words. */
function largest() {
  const sizes = new Map();
  const paragraphs = document.querySelectorAll("p");
  for (const paragraph of paragraphs) {
    if (paragraph.closest("nav, aside, footer, form, sayso-widget")) continue;
    const parent = paragraph.parentElement;
    if (parent && !apart(parent)) sizes.set(parent, (sizes.get(parent) ?? 0) + length(paragraph));
  }
  const [best] = [...sizes].sort((a, b) => b[1] - a[1]);
  return best?.[1] >= LEAST ? best[0] : longest([...document.querySelectorAll("main, [role=main]")]);
}
