// What the elements of the host's page are to a reader: as src/intake/elements.rs has it, for a page that is shown.
import { attribute, own } from "./dom.js";
import { APART } from "./names.js";

const UNSEEN = new Set(["script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "audio", "video", "canvas", "select", "textarea", "input", "datalist", "dialog", "title", "sayso-widget"]);
const APART_BY_NAME = new Set(["nav", "aside", "footer", "button", "form", "menu", "ins"]);
const APART_BY_ROLE = new Set(["navigation", "complementary", "contentinfo", "search", "menu", "menubar", "toolbar", "alertdialog", "button", "doc-endnotes", "doc-footnote", "doc-noteref", "note"]);
const HOLDERS = new Set(["html", "body", "main", "article", "p", "blockquote"]);
const LINES = new Set(["li", "tr", "dt", "dd", "option", "figcaption", "caption"]);
const INLINE = /^(inline|contents|ruby)/;
// A number, a star or a letter that leads to a footnote.
const FOOTNOTE = /^\s*[[(]?\s*(?:\d{1,3}|[*†‡§]{1,3}|[a-z])\s*[\])]?\s*$/i;

/** Whether nothing of the element is text that a reader sees. */
export function unseen(element, style) {
  if (UNSEEN.has(own(element, "localName")) || !["until-found", null].includes(attribute(element, "hidden"))) return true;
  if (style.display === "none" || style.contentVisibility === "hidden") return true;
  // Words for screen readers only, cut down to nothing.
  return style.position === "absolute" && (style.clip?.startsWith("rect(") || style.clipPath?.startsWith("inset("))
    && own(element, "clientWidth") <= 1 && own(element, "clientHeight") <= 1;
}

/** Whether the element belongs to the page and not to the article, which it stands in. */
export function apart(element) {
  const localName = own(element, "localName");
  if (APART_BY_NAME.has(localName) || APART_BY_ROLE.has(attribute(element, "role"))) return true;
  if (attribute(element, "aria-hidden") === "true") return true;
  if (localName === "sup" && FOOTNOTE.test(own(element, "textContent"))) return true;
  if (HOLDERS.has(localName)) return false;
  return [...own(element, "classList"), own(element, "id")].some((name) => APART.has(name.toLowerCase()));
}

/** How many line breaks stand before and behind the element. */
export function breaks(element, style) {
  const localName = own(element, "localName");
  if (LINES.has(localName)) return 1;
  return INLINE.test(style.display) || localName === "slot" ? 0 : 2;
}

/** The nodes that are drawn in the element, those of open shadow roots and of slots too. */
export function inside(element) {
  const shadow = own(element, "shadowRoot");
  if (shadow) return shadow.childNodes;
  const localName = own(element, "localName");
  if (localName === "slot") {
    const given = element.assignedNodes();
    if (given.length) return given;
  }
  if (localName === "details" && attribute(element, "open") === null) {
    return [...own(element, "children")].filter((child) => own(child, "localName") === "summary");
  }
  return own(element, "childNodes");
}
