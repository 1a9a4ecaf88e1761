// Layout that style sheets cannot do: aligns notes in the margin with the lines of their marks, the card with its note,
// and ticks with the window.
const wide = matchMedia("(min-width: 56.25em)");
/** The gap between two notes in CSS pixels. */
const GAP = 4;
/** If there are more notes, only those near the window are positioned. */
const MANY = 300;
const root = document.documentElement;
const find = (selector, within = document) => within.querySelector(selector);
const box = (element) => element.getBoundingClientRect();

/** Returns the first mark of a finding in a block: of its content, otherwise of its source or cue. */
const mark = (item, within) => {
  const all = [...within.querySelectorAll(`.mark[data-items~="${item}"]`)];
  return all.find(({ dataset }) => dataset.kind !== "source" && dataset.kind !== "cue") ?? all[0];
};

/** Whether the browser skips the layout of a block. Measuring inside it would force that layout. */
const skipped = (block) => block.firstElementChild?.checkVisibility({ contentVisibilityAuto: true }) === false;

/** Computes the positions of the notes in visible blocks; returns what is to be written. */
function notes(marks) {
  const writes = [];
  const all = marks.getElementsByClassName("note").length <= MANY;
  let floor = -Infinity;
  for (const block of marks.children) {
    const { top, bottom } = box(block);
    if (!all && (bottom < -innerHeight || top > 2 * innerHeight || skipped(block))) continue;
    for (const note of block.querySelectorAll(".note")) {
      const height = note.offsetHeight;
      const line = height && mark(note.dataset.for, block)?.getClientRects()[0];
      if (!line) continue;
      const y = Math.max(line.top, floor);
      floor = y + height + GAP;
      writes.push([note, "--y", y - top]);
    }
  }
  return writes;
}

let shown = "";
/** Places the card next to its note, within the window. On a narrow page it is at the bottom, and the page scrolls
 * if it would cover the mark. */
function card(marks) {
  const own = find("#card");
  const item = own?.hidden ? "" : own?.dataset.for;
  const fresh = item !== shown;
  shown = item;
  const words = item && mark(item, marks);
  if (!words) return [];
  const line = words.getClientRects()[0] ?? box(words);
  const height = own.offsetHeight;
  if (!wide.matches) {
    const room = box(own).top - GAP;
    if (fresh && line.bottom > room) scrollBy({ top: line.bottom - room + 2 * line.height });
    return [];
  }
  const bar = find(".bar");
  const least = bar ? box(bar).bottom + GAP : 0;
  // The card is visible as long as its mark is.
  const seen = line.bottom > least && line.top < innerHeight;
  const top = seen ? Math.max(Math.min(line.top, innerHeight - height - GAP), least) : line.top;
  return [[own, "--top", top - box(own.parentElement).top]];
}

function ticks(marks) {
  const own = find(".ticks");
  if (!own) return [];
  const { top, height } = box(marks);
  const all = root.scrollHeight;
  const place = (at) => (100 * (top + scrollY + (height * at) / 1000)) / all;
  return [...own.children].map((tick) => [tick, "--at", place(Number(tick.dataset.at)), "%"]);
}

let asked = false;
function place() {
  asked = false;
  const marks = find("#marks");
  if (!marks?.checkVisibility()) return;
  // Everything is read before anything is written, so that the page is laid out only once.
  const writes = [...(wide.matches ? notes(marks) : []), ...card(marks), ...ticks(marks)];
  for (const [{ style }, name, value, unit = "px"] of writes) {
    const next = `${Math.round(value * 10) / 10}${unit}`;
    if (style.getPropertyValue(name) !== next) style.setProperty(name, next);
  }
}
const ask = () => {
  if (!asked) requestAnimationFrame(place);
  asked = true;
};

new MutationObserver(ask).observe(find("#app"), { subtree: true, childList: true, attributeFilter: ["hidden", "class", "data-mode", "data-for", "aria-checked"] });
new ResizeObserver(ask).observe(find("#app"));
for (const event of ["resize", "scroll", "contentvisibilityautostatechange"]) addEventListener(event, ask, { passive: true, capture: true });
