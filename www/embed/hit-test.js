// Finds the findings at a point of the window.
import { page } from "./dom.js";
import { isCurrent, range } from "./pieces.js";

/** Returns the findings at this point of the window, the shortest first. `roots` are the shadow roots inside the
 * article. */
export function at(marks, x, y, roots) {
  const caret = page("caretPositionFromPoint")?.call(document, x, y, { shadowRoots: roots });
  // The browser returns the text node at the point; if it cannot, every mark is checked.
  const close = caret?.offsetNode.nodeType === Node.TEXT_NODE
    ? marks.filter(({ node, start, end }) => node === caret.offsetNode && start <= caret.offset && caret.offset <= end) : marks;
  const found = new Set();
  for (const mark of close) {
    // The page may have changed a moment ago.
    if (!isCurrent(mark)) continue;
    for (const { left, right, top, bottom } of range(mark).getClientRects()) {
      if (x >= left && x <= right && y >= top && y <= bottom) found.add(mark.item);
    }
  }
  const size = ({ spans }) => spans.reduce((sum, [start, end]) => sum + end - start, 0);
  return [...found].sort((a, b) => size(a) - size(b));
}

/** Returns whether a click belongs to the host: on a link or a control, with another button, or at the end of a
 * selection. */
export function taken(event) {
  const [target] = event.composedPath();
  const control = target instanceof Element && target.closest("a[href], button, input, select, textarea, label, summary, [contenteditable], [role=button]");
  return event.defaultPrevented || event.button !== 0 || Boolean(control) || !getSelection().isCollapsed;
}
