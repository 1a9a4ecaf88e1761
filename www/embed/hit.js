// Which findings stand under a point of the window.
import { holds, range } from "./pieces.js";

/** The marks at this point, the shortest finding first. */
export function at(marks, x, y) {
  const found = new Set();
  for (const mark of marks) {
    // The page may have changed in this very moment.
    if (!holds(mark)) continue;
    for (const { left, right, top, bottom } of range(mark).getClientRects()) {
      if (x >= left && x <= right && y >= top && y <= bottom) found.add(mark.item);
    }
  }
  const size = ({ spans }) => spans.reduce((sum, [start, end]) => sum + end - start, 0);
  return [...found].sort((a, b) => size(a) - size(b));
}

/** Whether a click belongs to the host: on a link or a control, with another button, or at the end of a selection. */
export function taken(event) {
  const [target] = event.composedPath();
  const control = target instanceof Element && target.closest("a[href], button, input, select, textarea, label, summary, [contenteditable], [role=button]");
  return event.defaultPrevented || event.button !== 0 || Boolean(control) || !getSelection().isCollapsed;
}
