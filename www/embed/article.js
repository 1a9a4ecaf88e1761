// Finds the article on the page: the element that the newsroom names, otherwise <article>, otherwise the one in the
// page's linked data, otherwise the largest block of text.
import { all, own, page } from "./dom.js";
import { apart } from "./elements.js";
import { Fault } from "./fault.js";

const MIN_LENGTH = 140;
const START = 60;

/** Returns the element that contains the article; `undefined` if nothing on the page is long enough. Throws if
 * `selector` is not a valid selector. */
export function find(selector) {
  if (!selector) return longest(everywhere("article")) ?? linked() ?? largest();
  try {
    return everywhere(selector)[0];
  } catch {
    throw new Fault("bad-attribute", `article: ${JSON.stringify(selector)} is no selector`);
  }
}

/** Returns the matches in the document; if there are none, those in open shadow roots. */
function everywhere(selector) {
  const found = all(selector);
  return found.length ? found : deep(selector);
}

function deep(selector, root) {
  const found = [];
  for (const element of all("*", root)) {
    const shadow = own(element, "shadowRoot");
    if (shadow && own(element, "localName") !== "sayso-widget") found.push(...all(selector, shadow), ...deep(selector, shadow));
  }
  return found;
}

const squeezed = (text) => text.replace(/\s+/g, " ").trim();
const length = (element) => squeezed(own(element, "textContent")).length;

function longest(elements) {
  const long = elements.map((element) => [element, length(element)]).filter(([, size]) => size >= MIN_LENGTH);
  return long.sort((a, b) => b[1] - a[1])[0]?.[0];
}

/** Returns the innermost element that contains the start and the end of the text in the page's linked data. */
export function linked() {
  const body = squeezed(bodies().sort((a, b) => b.length - a.length)[0] ?? "");
  if (body.length < MIN_LENGTH) return undefined;
  const ends = [body.slice(0, START), body.slice(-START)];
  const containsEnds = (element) => {
    const text = squeezed(own(element, "textContent"));
    return ends.every((end) => text.includes(end));
  };
  const top = page("body");
  let found = top && containsEnds(top) ? top : undefined;
  while (found) {
    const inner = [...own(found, "children")].find((child) => own(child, "localName") !== "script" && containsEnds(child));
    if (!inner) break;
    found = inner;
  }
  return found;
}

function bodies() {
  const found = [];
  for (const script of all('script[type="application/ld+json"]')) {
    try {
      const todo = [JSON.parse(script.textContent)];
      for (let seen = 0; todo.length && seen < 1000; seen += 1) {
        const value = todo.pop();
        if (typeof value !== "object" || value === null) continue;
        if (typeof value.articleBody === "string") found.push(value.articleBody);
        todo.push(...Object.values(value));
      }
    } catch {
      // Third-party data may be invalid.
    }
  }
  return found;
}

/** Returns the element whose child paragraphs have the most text. */
function largest() {
  const sizes = new Map();
  for (const paragraph of all("p")) {
    if (paragraph.closest("nav, aside, footer, form, sayso-widget")) continue;
    const parent = paragraph.parentElement;
    if (parent && !apart(parent)) sizes.set(parent, (sizes.get(parent) ?? 0) + length(paragraph));
  }
  const [best] = [...sizes].sort((a, b) => b[1] - a[1]);
  return best?.[1] >= MIN_LENGTH ? best[0] : longest(all("main, [role=main]"));
}
