// Marks only what the reader has selected. The whole article is read, because it says who "she" is.
import { own, page } from "../embed/dom.js";

export class Selected {
  #range;

  /** Returns the current selection of the page; `undefined` if nothing is selected. */
  static now() {
    const selection = page("getSelection").call(document);
    if (!selection?.rangeCount || selection.isCollapsed) return undefined;
    const selected = new Selected();
    // The page's selection may change later, while a copy of the range only changes with the page's words.
    selected.#range = selection.getRangeAt(0).cloneRange();
    return selected;
  }

  /** Returns the article if it contains the selection, otherwise the block that does. */
  async find(finder, ...how) {
    const article = await finder.find(...how);
    const around = this.#range.commonAncestorContainer;
    if (article && own(article, "contains").call(article, around)) return article;
    return own(around, "nodeType") === Node.ELEMENT_NODE ? around : own(around, "parentElement") ?? article;
  }

  /** Returns the findings that overlap the selection. */
  narrow(items, map) {
    const meets = ([start, end]) => map.pieces(start, end).some(({ node, start, end }) => this.#meets(node, start, end));
    return items.filter(({ spans }) => spans.some(meets));
  }

  #meets(node, start, end) {
    const range = this.#range;
    if (!range.intersectsNode(node)) return false;
    return range.comparePoint(node, start) <= 0 && range.comparePoint(node, end) >= 0
      || range.comparePoint(node, start) === 0 || range.comparePoint(node, end) === 0;
  }
}
