// Which findings are under a point of the window.
import { page } from "./dom.js";
import { holds, range } from "./pieces.js";

/** The findings at this point of the window, the shortest first. `roots` are the shadow roots that the article goes into. */
export function at(marks, x, y, roots) {
  const caret = page("caretPositionFromPoint")?.call(document, x, y, { shadowRoots: roots });
  // The browser says in which word the point is; where it cannot, each mark is looked at.
  const close = caret?.offsetNode.nodeType === Node.TEXT_NODE
    ? marks.filter(({ node, start, end }) => node === caret.offsetNode && start <= caret.offset && caret.offset <= end) : marks;
  const found = new Set();
  for (const mark of close) {
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
