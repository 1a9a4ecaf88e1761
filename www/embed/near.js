// Which marks are near the window. Browsers draw all highlights of a page with each frame, so that only those are handed to them.
import { holds, range } from "./pieces.js";

/** How far around the window marks are drawn, in windows. */
const AROUND = 1;
/** Signs of a text node whose place is found in one unit of work. */
const SIGNS = 1024;

/** The marks of these nodes that are in the window or close to it. A generator, for pauses. */
export function* near(nodes) {
  const found = [];
  for (const [node, marks] of nodes) {
    if (!node.isConnected) continue;
    const place = range({ node, start: 0, end: node.data.length }).getBoundingClientRect();
    const work = node.data.length / SIGNS;
    if (!close(place)) {
      yield 1 + work;
      continue;
    }
    // One look at all words of a node is less work than one at each mark, unless it is a long one of which little is near.
    const whole = place.height <= innerHeight;
    for (const mark of marks) {
      if (whole || (holds(mark) && close(range(mark).getBoundingClientRect()))) found.push(mark);
      yield whole ? 1 / 8 : 1 + work;
    }
  }
  return found;
}

const close = ({ top, bottom, left, right }) => {
  const [x, y] = [innerWidth * AROUND, innerHeight * AROUND];
  return bottom >= -y && top <= innerHeight + y && right >= -x && left <= innerWidth + x;
};

/** Notices that the words have moved on the screen so far that other marks are near. It looks at the first mark and the last. */
export class Moved {
  #ends = [];
  #tops = [];

  /** From here on. */
  from(marks) {
    this.#ends = [marks[0], marks.at(-1)].filter(Boolean);
    this.#tops = this.#ends.map(top);
  }

  /** Whether it is far enough by now. */
  get far() {
    return this.#ends.some((mark, at) => Math.abs(top(mark) - this.#tops[at]) > (innerHeight * AROUND) / 2);
  }
}

const top = (mark) => (holds(mark) ? range(mark).getBoundingClientRect().top : 0);
