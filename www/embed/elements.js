// What the elements of the host's page are to a reader: as src/intake/elements.rs has it, for a page that is shown.
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
  if (UNSEEN.has(element.localName) || element.hidden && element.getAttribute("hidden") !== "until-found") return true;
  if (style.display === "none" || style.contentVisibility === "hidden") return true;
  // Words for screen readers only, cut down to nothing.
  return style.position === "absolute" && (style.clip.startsWith("rect(") || style.clipPath.startsWith("inset("))
    && element.offsetWidth <= 1 && element.offsetHeight <= 1;
}

/** Whether the element belongs to the page and not to the article, which it stands in. */
export function apart(element) {
  const { localName } = element;
  if (APART_BY_NAME.has(localName) || APART_BY_ROLE.has(element.getAttribute("role"))) return true;
  if (element.getAttribute("aria-hidden") === "true") return true;
  if (localName === "sup" && FOOTNOTE.test(element.textContent)) return true;
  if (HOLDERS.has(localName)) return false;
  return [...element.classList, element.id.toLowerCase()].some((name) => APART.has(name.toLowerCase()));
}

/** How many line breaks stand before and behind the element. */
export function breaks(element, style) {
  if (LINES.has(element.localName)) return 1;
  return INLINE.test(style.display) || element.localName === "slot" ? 0 : 2;
}

/** The nodes that are drawn in the element, those of open shadow roots and of slots too. */
export function inside(node) {
  if (node.shadowRoot) return node.shadowRoot.childNodes;
  if (node.localName === "slot") {
    const given = node.assignedNodes();
    if (given.length) return given;
  }
  if (node.localName === "details" && !node.open) return [...node.children].filter(({ localName }) => localName === "summary");
  return node.childNodes;
}
