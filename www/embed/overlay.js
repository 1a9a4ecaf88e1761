// Marks as boxes over the page, in the widget's own shadow root, for browsers without the Highlight API or marks="boxes".
// They follow scrolling and resizing, take no pointer, and are drawn for what is in sight only.
import { holds, range } from "./pieces.js";

/** The marks of one widget. */
export class Boxes {
  #layer = document.createElement("div");
  #marks = new Map();
  #chosen = new Set();
  #looks = {};
  #frame = 0;
  #ends = new AbortController();
  #resized = new ResizeObserver(() => this.#soon());

  constructor(shadow) {
    this.#layer.className = "boxes";
    this.#layer.setAttribute("aria-hidden", "true");
    shadow.append(this.#layer);
    const options = { capture: true, passive: true, signal: this.#ends.signal };
    addEventListener("scroll", () => this.#soon(), options);
    addEventListener("resize", () => this.#soon(), options);
    this.#resized.observe(document.documentElement);
  }

  /** Draws these marks and no others. A generator, as that of the highlights. */
  *draw(marks, looks) {
    this.#looks = looks;
    this.#chosen = new Set();
    this.#marks = new Map();
    for (const mark of marks) {
      yield;
      if (holds(mark)) this.#marks.set(mark, range(mark));
    }
    this.#soon();
  }

  drop(marks) {
    for (const mark of marks) this.#marks.delete(mark);
    this.#paint();
  }

  choose(marks) {
    this.#chosen = new Set(marks);
    this.#soon();
  }

  clear() {
    cancelAnimationFrame(this.#frame);
    this.#ends.abort();
    this.#resized.disconnect();
    this.#marks.clear();
    this.#layer.remove();
  }

  #soon() {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#paint());
  }

  #paint() {
    const boxes = [];
    const clips = new Map();
    for (const [mark, drawn] of this.#marks) {
      const clip = clipped(mark.node.parentElement, clips);
      if (clip.bottom <= clip.top) continue;
      for (const rect of drawn.getClientRects()) {
        const [top, bottom] = [Math.max(rect.top, clip.top), Math.min(rect.bottom, clip.bottom)];
        const [left, right] = [Math.max(rect.left, clip.left), Math.min(rect.right, clip.right)];
        if (top < bottom && left < right) boxes.push(this.#box(mark, { top, left, width: right - left, height: bottom - top }));
      }
    }
    this.#layer.replaceChildren(...boxes);
  }

  #box(mark, place) {
    const box = document.createElement("i");
    box.className = "box";
    const look = this.#looks[mark.style];
    for (const [name, value] of Object.entries(place)) box.style.setProperty(name, `${value}px`);
    const ground = this.#chosen.has(mark) ? `color-mix(in srgb, ${this.#looks.chosen["background-color"]} 60%, transparent)` : look["background-color"];
    if (ground) box.style.setProperty("background-color", ground);
    if (look["text-decoration-line"]) {
      const { "text-decoration-thickness": width, "text-decoration-style": style, "text-decoration-color": colour } = look;
      box.style.setProperty("border-bottom", `${style === "double" ? "3px" : width} ${style} ${colour}`);
    }
    return box;
  }
}

/** What is seen of an element: the window, cut by whatever around it hides what overflows. */
function clipped(element, known) {
  if (!element) return { top: 0, left: 0, bottom: innerHeight, right: innerWidth };
  const before = known.get(element);
  if (before) return before;
  const parent = element.assignedSlot ?? element.parentElement ?? element.getRootNode().host;
  let clip = clipped(parent, known);
  if (getComputedStyle(element).overflow !== "visible" && element !== document.documentElement && element !== document.body) {
    const rect = element.getBoundingClientRect();
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
