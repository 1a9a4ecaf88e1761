// Marks drawn with the CSS Custom Highlight API: the browser draws them on the host's own words, and no node of the
// page changes.
import { byNode, isCurrent, range } from "./pieces.js";

/** Returns whether this browser supports highlights. */
export const able = () => typeof Highlight === "function" && typeof CSS === "object" && "highlights" in CSS;

/** The marks of one widget. */
export class Highlights {
  #id;
  #layers = new Map();
  #ranges = new Map();
  #sheet = new CSSStyleSheet();
  #drawn = "";
  #roots = new Set();
  /** What is drawn for the selected finding: pairs of layer and range. */
  #chosen = [];

  constructor(id) {
    this.#id = id;
  }

  /**
   * Draws exactly these marks; those already drawn stay. `roots` are the shadow roots inside the article. A generator,
   * for pauses: words that have changed in the meantime are not marked.
   */
  *draw(marks, looks, roots) {
    this.#style(looks, roots);
    const before = byNode(this.#ranges.keys());
    const stale = new Set(this.#ranges.keys());
    for (const mark of marks) {
      yield;
      if (!isCurrent(mark)) continue;
      const layer = this.#layers.get(mark.style);
      const same = before.get(mark.node)?.find((old) => stale.has(old) && ["style", "start", "end"].every((part) => old[part] === mark[part]));
      const drawn = same ? this.#ranges.get(same)[1] : range(mark);
      stale.delete(same);
      this.#ranges.delete(same);
      this.#ranges.set(mark, [layer, drawn]);
      layer.add(drawn);
    }
    this.drop(stale);
  }

  /** Removes these marks. */
  drop(marks) {
    for (const mark of marks) {
      const [layer, drawn] = this.#ranges.get(mark) ?? [];
      layer?.delete(drawn);
      this.#ranges.delete(mark);
    }
  }

  /** Highlights the words of one finding. */
  choose(spots) {
    for (const [layer, drawn] of this.#chosen) layer.delete(drawn);
    this.#chosen = [];
    for (const spot of spots) {
      const layer = this.#layers.get(spot.style);
      if (!layer || !isCurrent(spot)) continue;
      const drawn = range(spot);
      layer.add(drawn);
      this.#chosen.push([layer, drawn]);
    }
  }

  /** Hides all marks, or shows them again; their ranges stay. */
  hide(hidden) {
    for (const [style, layer] of this.#layers) {
      if (hidden) CSS.highlights.delete(this.#name(style));
      else CSS.highlights.set(this.#name(style), layer);
    }
  }

  /** Removes every trace. */
  clear() {
    this.hide(true);
    this.#layers.clear();
    this.#ranges.clear();
    this.#chosen = [];
    this.#adopt(new Set());
  }

  #name(style) {
    return `sayso-${this.#id}-${style}`;
  }

  #style(looks, roots) {
    this.#adopt(new Set([document, ...roots]));
    const wanted = JSON.stringify(looks);
    if (wanted === this.#drawn) return;
    this.#drawn = wanted;
    // The CSSOM is used because no content security policy forbids it, and because a value can never end its rule.
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
  }

  /** Adds the style sheet to exactly these roots. Each needs it, because it does not apply to shadow roots inside. */
  #adopt(roots) {
    for (const root of new Set([...this.#roots, ...roots])) {
      const { prototype } = root === document ? Document : ShadowRoot;
      const sheets = [...Reflect.get(prototype, "adoptedStyleSheets", root)];
      const wanted = roots.has(root);
      // Changing style sheets makes the browser recompute the styles of the whole page.
      if (sheets.includes(this.#sheet) === wanted) continue;
      Reflect.set(prototype, "adoptedStyleSheets", wanted ? [...sheets, this.#sheet] : sheets.filter((sheet) => sheet !== this.#sheet), root);
    }
    this.#roots = roots;
  }
}
