// Marks by the CSS Custom Highlight API: the browser draws them on the host's own words, and no node of the page changes.
import { holds, range } from "./pieces.js";

/** Whether this browser has it. */
export const able = () => typeof Highlight === "function" && typeof CSS === "object" && "highlights" in CSS;

/** The marks of one widget. */
export class Highlights {
  #id;
  #layers = new Map();
  #ranges = new Map();
  #sheet = new CSSStyleSheet();
  #roots = new Set();

  constructor(id) {
    this.#id = id;
  }

  /**
   * Draws these marks and no others. `roots` are the shadow roots that the article goes into. A generator, for pauses: words that
   * have changed meanwhile are not marked.
   */
  *draw(marks, looks, roots) {
    this.#style(looks, roots);
    for (const layer of this.#layers.values()) layer.clear();
    this.#ranges.clear();
    for (const mark of marks) {
      yield;
      if (!holds(mark)) continue;
      const drawn = range(mark);
      this.#ranges.set(mark, [[this.#layers.get(mark.style), drawn]]);
      this.#layers.get(mark.style).add(drawn);
    }
  }

  /** Takes these away. */
  drop(marks) {
    for (const mark of marks) {
      for (const [layer, drawn] of this.#ranges.get(mark) ?? []) layer.delete(drawn);
      this.#ranges.delete(mark);
    }
  }

  /** Sets off those of one finding. */
  choose(marks) {
    const layer = this.#layers.get("chosen");
    layer?.clear();
    for (const mark of marks) {
      const drawn = this.#ranges.get(mark);
      if (!layer || !drawn) continue;
      const own = range(mark);
      layer.add(own);
      drawn.push([layer, own]);
    }
  }

  /** Leaves no trace. */
  clear() {
    for (const name of this.#layers.keys()) CSS.highlights.delete(this.#name(name));
    this.#layers.clear();
    this.#ranges.clear();
    this.#adopt(new Set());
  }

  #name(style) {
    return `sayso-${this.#id}-${style}`;
  }

  #style(looks, roots) {
    // By CSSOM, which no policy on styles forbids, and which takes no value for more than it is.
    while (this.#sheet.cssRules.length) this.#sheet.deleteRule(0);
    Object.entries(looks).forEach(([style, look], priority) => {
      const at = this.#sheet.insertRule(`::highlight(${this.#name(style)}) {}`, this.#sheet.cssRules.length);
      for (const [property, value] of Object.entries(look)) this.#sheet.cssRules[at].style.setProperty(property, value);
      if (!this.#layers.has(style)) {
        const layer = new Highlight();
        layer.priority = priority;
        this.#layers.set(style, layer);
        CSS.highlights.set(this.#name(style), layer);
      }
    });
    this.#adopt(new Set([document, ...roots]));
  }

  /** A style sheet counts in the tree that has adopted it, and in no shadow root below. */
  #adopt(roots) {
    for (const root of this.#roots) {
      if (!roots.has(root)) root.adoptedStyleSheets = root.adoptedStyleSheets.filter((sheet) => sheet !== this.#sheet);
    }
    for (const root of roots) {
      if (!root.adoptedStyleSheets.includes(this.#sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, this.#sheet];
    }
    this.#roots = roots;
  }
}
