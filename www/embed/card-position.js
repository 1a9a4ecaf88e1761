// Positions a card: next to the article if the host has nothing there, otherwise below the last line of its mark; in
// narrow windows, at the bottom.
import { own, page } from "./dom.js";

/** In windows narrower than this, cards are at the bottom. */
export const NARROW = 600;
const GAP = 10;
const MARGIN = 8;
/** The lowest position of words that leaves room for a card below, as a share of the window's height. */
const REACH = 0.55;
/** The distance between the article and a card next to it. */
const ASIDE = 20;
/** The maximum number of the host's elements that are checked for one position. */
const MOST = 400;

/** The position of a card. The side is decided once; then the card scrolls with the words. */
export class Place {
  #card;
  #side = "below";

  constructor(card) {
    this.#card = card;
  }

  /**
   * Decides where the card of these marks goes, and moves it there. `rects()` returns the lines of the marks in their
   * current position. With `scroll`, the page is being scrolled to them, so that there is room below.
   */
  choose(rects, article, scroll) {
    const lines = rects();
    this.#side = innerWidth < NARROW ? "sheet" : lines.length ? this.#beside(lines, article) ?? (scroll ? "below" : this.#over(lines)) : "sheet";
    this.#card.dataset.side = this.#side;
    this.follow(rects, article);
  }

  /** Moves the card to the current position of its marks. */
  follow(rects, article) {
    const lines = this.#side === "sheet" ? [] : rects();
    const at = lines.length ? this.#at(lines, edges(article)) : undefined;
    this.#card.style.setProperty("transform", at ? `translate(${Math.round(at.x)}px, ${Math.round(at.y)}px)` : "none");
  }

  /** Returns the lowest position, relative to the window, at which words are not covered by the card. */
  get room() {
    return this.#side === "sheet" ? this.#card.getBoundingClientRect().top - GAP : innerHeight * REACH;
  }

  /** Returns how far the page has to scroll to make the words and the card visible. */
  hidden(rects) {
    const { top, bottom } = bounds(rects());
    const card = this.#card.getBoundingClientRect();
    if (this.#side === "sheet") return bottom > card.top - GAP ? Math.min(bottom - card.top + 2 * GAP, top - MARGIN) : Math.min(top - MARGIN, 0);
    return Math.max(Math.min(card.bottom + MARGIN - innerHeight, top - MARGIN), 0);
  }

  #at(lines, article) {
    const { top, bottom, last } = bounds(lines);
    const { offsetWidth: width, offsetHeight: height } = this.#card;
    if (this.#side === "right" || this.#side === "left") {
      const x = this.#side === "right" ? article.right + ASIDE : article.left - ASIDE - width;
      // The card stays in the window as long as its mark does.
      return { x, y: Math.max(Math.min(top - MARGIN, innerHeight - height - MARGIN), bottom - height) };
    }
    const most = Math.min(innerWidth - MARGIN, Math.max(article.right, article.left + width)) - width;
    const x = Math.max(Math.min(last.left - MARGIN, most), MARGIN, Math.min(article.left, most));
    return { x, y: this.#side === "below" ? bottom + GAP : top - GAP - height };
  }

  #beside(lines, article) {
    const { offsetWidth: width, offsetHeight: height } = this.#card;
    return ["right", "left"].find((side) => {
      this.#side = side;
      const { x, y } = this.#at(lines, edges(article));
      return x >= MARGIN && x + width <= innerWidth - MARGIN && free({ left: x, right: x + width, top: y, bottom: y + height }, article);
    });
  }

  /** Returns `above` if there is room above the words but not below, otherwise `below`. */
  #over(lines) {
    const { top, bottom } = bounds(lines);
    const height = this.#card.offsetHeight + GAP + MARGIN;
    return bottom + height > innerHeight && top >= height && bottom <= innerHeight ? "above" : "below";
  }
}

const edges = (article) => own(article, "getBoundingClientRect").call(article);

function bounds(lines) {
  const last = lines.reduce((low, line) => (line.bottom > low.bottom ? line : low), lines[0]);
  return { top: Math.min(...lines.map((line) => line.top)), bottom: last?.bottom ?? 0, last };
}

/** Returns whether the host has nothing in `place`. Checks what is next to the article and to each of its ancestors. */
function free(place, article) {
  let left = MOST;
  const filled = (element) => {
    left -= 1;
    if (left < 0) return true;
    const { top, bottom, left: from, right } = own(element, "getBoundingClientRect").call(element);
    const meets = top < place.bottom && bottom > place.top && from < place.right && right > place.left;
    const inner = [...own(element, "children")];
    if (own(element, "localName") === "sayso-widget" || (!meets && !inner.length)) return false;
    if (inner.some(filled)) return true;
    return meets && bottom > top && (/\S/.test(words(element)) || !inner.length) && getComputedStyle(element).visibility === "visible";
  };
  for (let at = article; at && at !== page("body"); at = own(at, "parentElement")) {
    const parent = own(at, "parentElement");
    if (parent && [...own(parent, "children")].some((other) => other !== at && filled(other))) return false;
  }
  return true;
}

/** Returns the words in the element, without those in its child elements. */
const words = (element) => [...own(element, "childNodes")].filter(({ nodeType }) => nodeType === Node.TEXT_NODE).map(({ data }) => data).join("");
