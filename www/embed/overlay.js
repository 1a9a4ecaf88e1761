// Marks drawn as boxes over the page, in the widget's own shadow root, for browsers without the Highlight API or with
// marks="boxes". They follow scrolling and resizing, ignore the pointer, and are drawn only for what is visible.
import { create, own, page } from "./dom.js";
import { isCurrent, range } from "./pieces.js";

/** The marks of one widget. */
export class Boxes {
  #layer = create("div");
  #marks = new Map();
  #chosen = new Map();
  #looks = {};
  #frame = 0;
  /** A serialised form of what is drawn. */
  #drawn = "";
  #guard;
  #ends = new AbortController();
  #resized = new ResizeObserver(() => this.#soon());

  /**
   * `guard` runs callbacks from the browser. With `moving`, the page moves, so the boxes follow the words in each
   * frame.
   */
  constructor(shadow, guard, moving) {
    this.#guard = guard;
    this.moving = moving;
    this.#layer.className = "boxes";
    this.#layer.setAttribute("aria-hidden", "true");
    shadow.append(this.#layer);
    const options = { capture: true, passive: true, signal: this.#ends.signal };
    addEventListener("scroll", () => this.#soon(), options);
    addEventListener("resize", () => this.#soon(), options);
    this.#resized.observe(page("documentElement"));
  }

  /** Draws exactly these marks. A generator, for pauses. */
  *draw(marks, looks) {
    this.#looks = looks;
    const drawn = new Map();
    for (const mark of marks) {
      yield;
      if (isCurrent(mark)) drawn.set(mark, range(mark));
    }
    this.#marks = drawn;
    this.#soon();
  }

  drop(marks) {
    for (const mark of marks) this.#marks.delete(mark);
    this.#paint();
  }

  choose(spots) {
    this.#chosen = new Map(spots.filter(isCurrent).map((spot) => [spot, range(spot)]));
    this.#soon();
  }

  clear() {
    cancelAnimationFrame(this.#frame);
    this.#ends.abort();
    this.#resized.disconnect();
    this.#marks.clear();
    this.#chosen.clear();
    this.#layer.remove();
  }

  #soon() {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#guard(() => this.#paint()));
  }

  #paint() {
    const places = [];
    const clips = new Map();
    const seen = new Map();
    for (const [mark, drawn] of [...this.#marks, ...this.#chosen]) {
      // Measuring all words of a node once is cheaper than measuring each mark.
      if (!seen.has(mark.node)) seen.set(mark.node, inSight(mark.node));
      if (!seen.get(mark.node)) continue;
      const clip = clipped(mark.node.parentElement, clips);
      if (clip.bottom <= clip.top) continue;
      for (const rect of drawn.getClientRects()) {
        const [top, bottom] = [Math.max(rect.top, clip.top), Math.min(rect.bottom, clip.bottom)];
        const [left, right] = [Math.max(rect.left, clip.left), Math.min(rect.right, clip.right)];
        if (top < bottom && left < right) places.push([this.#look(mark), { top, left, width: right - left, height: bottom - top }]);
      }
    }
    const wanted = JSON.stringify(places);
    if (wanted !== this.#drawn) this.#layer.replaceChildren(...places.map(([look, place]) => box(look, place)));
    this.#drawn = wanted;
    if (this.moving) this.#soon();
  }

  /** Returns how a mark is drawn. Boxes are in front of the words, so a background becomes a translucent layer in the
   * colour of the line. */
  #look({ style }) {
    const look = this.#looks[style];
    if (!look["background-color"]) return look;
    const line = this.#looks[style.replace("chosen-", "")]["text-decoration-color"] ?? this.#looks.indirect["text-decoration-color"];
    return { ...look, "background-color": `color-mix(in srgb, ${line} ${style.startsWith("chosen") ? 34 : 16}%, transparent)` };
  }
}

function box(look, place) {
  const box = create("i");
  box.className = "box";
  for (const [name, value] of Object.entries(place)) box.style.setProperty(name, `${value}px`);
  if (look["background-color"]) box.style.setProperty("background-color", look["background-color"]);
  if (look.outline) box.style.setProperty("outline", look.outline);
  if (look["text-decoration-line"]) {
    const { "text-decoration-thickness": width, "text-decoration-style": style, "text-decoration-color": colour } = look;
    // Borders cannot be wavy.
    const border = style === "wavy" ? "dashed" : style;
    box.style.setProperty("border-bottom", `${style === "double" ? "4px" : width} ${border} ${colour}`);
  }
  return box;
}

function inSight(node) {
  const { top, bottom, left, right } = range({ node, start: 0, end: node.data.length }).getBoundingClientRect();
  return top < innerHeight && bottom > 0 && left < innerWidth && right > 0;
}

/** Returns the visible part of an element: the window, clipped by all ancestors that hide overflow. */
function clipped(element, known) {
  if (!element) return { top: 0, left: 0, bottom: innerHeight, right: innerWidth };
  const before = known.get(element);
  if (before) return before;
  const parent = own(element, "assignedSlot") ?? own(element, "parentElement") ?? own(element, "getRootNode").call(element).host;
  let clip = clipped(parent, known);
  if (getComputedStyle(element).overflow !== "visible" && element !== page("documentElement") && element !== page("body")) {
    const rect = own(element, "getBoundingClientRect").call(element);
    clip = {
      top: Math.max(clip.top, rect.top),
      left: Math.max(clip.left, rect.left),
      bottom: Math.min(clip.bottom, rect.bottom),
      right: Math.min(clip.right, rect.right),
    };
  }
  known.set(element, clip);
  return clip;
}
