// The role of the host page's elements for a reader, as in src/intake/elements.rs, but for a page that is displayed.
import { attribute, own } from "./dom.js";
import { APART, LINES, UNSEEN } from "./names.js";

const APART_BY_NAME = new Set(["nav", "aside", "footer", "button", "form", "menu", "ins"]);
const APART_BY_ROLE = new Set(["navigation", "complementary", "contentinfo", "search", "menu", "menubar", "toolbar", "alertdialog", "button", "doc-endnotes", "doc-footnote", "doc-noteref", "note"]);
const HOLDERS = new Set(["html", "body", "main", "article", "p", "blockquote"]);
const INLINE = /^(inline|contents|ruby)/;
/** Parts of class names and ids, and complete labels, that denote advertising. The labels are in the languages that
 * newsrooms with English articles use. */
const AD = /^(ad|ads|advert|adverts|advertising|advertisement|advertorial|adsbygoogle|adslot|adunit|adbox|sponsored|taboola|outbrain)$/i;
const AD_LABEL = /^\W*(advert(isement|ising|s)?|ad|sponsored( (content|post|by .{1,40}))?|promoted|paid (content|post)|anzeige|werbung|publicit[ée]|publicidad|anuncio|реклама)\W*$/iu;
/** The maximum length of an advertisement with such a label, and of one next to a frame; anything longer is an
 * article. In UTF-16 units. */
const AD_MOST = 700;
const FRAME_MOST = 300;
// A number, symbol or letter that refers to a footnote.
const FOOTNOTE = /^\s*[[(]?\s*(?:\d{1,3}|[*†‡§]{1,3}|[a-z])\s*[\])]?\s*$/i;

/** Returns whether no text in the element is visible to a reader. */
export function unseen(element, style) {
  if (UNSEEN.has(own(element, "localName")) || !["until-found", null].includes(attribute(element, "hidden"))) return true;
  if (style.display === "none" || style.contentVisibility === "hidden") return true;
  // Text for screen readers only, clipped to nothing.
  return style.position === "absolute" && (style.clip?.startsWith("rect(") || style.clipPath?.startsWith("inset("))
    && own(element, "clientWidth") <= 1 && own(element, "clientHeight") <= 1;
}

/** Returns whether the element, inside the article, belongs to the page rather than to the article. */
export function apart(element) {
  const localName = own(element, "localName");
  if (APART_BY_NAME.has(localName) || APART_BY_ROLE.has(attribute(element, "role"))) return true;
  if (attribute(element, "aria-hidden") === "true") return true;
  if (localName === "sup" && FOOTNOTE.test(own(element, "textContent"))) return true;
  if (advertises(element, localName)) return true;
  if (HOLDERS.has(localName)) return false;
  return [...own(element, "classList"), own(element, "id")].some((name) => APART.has(name.toLowerCase()));
}

/** Returns whether the element is an advertisement, or the label above one. */
function advertises(element, localName) {
  const label = attribute(element, "aria-label") ?? "";
  if (AD_LABEL.test(label)) return true;
  const text = own(element, "textContent");
  if (text.length <= AD_MOST && labelled(element, text)) return true;
  if (HOLDERS.has(localName)) return false;
  if (["data-ad", "data-ad-slot", "data-ad-unit", "data-google-query-id"].some((name) => attribute(element, name) !== null)) return true;
  if (text.length <= AD_MOST && /\badvert/i.test(label)) return true;
  const parts = [...own(element, "classList"), own(element, "id")].flatMap((name) => name.split(/[-_]/));
  if (text.length <= AD_MOST && parts.some((part) => AD.test(part))) return true;
  // Text next to a frame with another page is its caption, unless it has paragraphs.
  const frame = [...own(element, "children")].some((child) => own(child, "localName") === "iframe");
  return frame && text.length <= FRAME_MOST && !element.querySelector("p, blockquote, h1, h2");
}

/** Returns whether the element is such a label, or starts with one in a separate element. */
function labelled(element, text) {
  if (!/\S/.test(text)) return false;
  // Within a line of text, it is an ordinary word.
  if (AD_LABEL.test(text)) return block(element);
  const [first, second] = [...own(element, "childNodes")].filter((child) => child.nodeType !== Node.COMMENT_NODE && /\S/.test(own(child, "textContent")));
  if (first?.nodeType !== Node.ELEMENT_NODE || !AD_LABEL.test(own(first, "textContent"))) return false;
  // A sentence may begin with the word; what a label refers to starts on a new line.
  return block(first) || (second?.nodeType === Node.ELEMENT_NODE && block(second));
}

const block = (element) => !INLINE.test(getComputedStyle(element).display);

/** Returns the number of line breaks before and after the element. */
export function breaks(element, style) {
  const localName = own(element, "localName");
  if (LINES.has(localName)) return 1;
  return INLINE.test(style.display) || localName === "slot" ? 0 : 2;
}

/** Returns the nodes rendered in the element, including those of open shadow roots and of slots. */
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
