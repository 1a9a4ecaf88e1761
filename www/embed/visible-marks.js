// Finds the marks near the window. Only those become highlights, because browsers draw all highlights in each frame.
import { isCurrent, range } from "./pieces.js";

/** The distance from the window up to which marks are drawn, in windows. */
const AROUND = 1;
/** The number of characters of a text node whose position is determined in one unit of work. */
const CHARACTERS = 1024;

/** Returns the marks in these nodes that are in the window or close to it. A generator, for pauses. */
export function* near(nodes) {
  const found = [];
  for (const [node, marks] of nodes) {
    if (!node.isConnected) continue;
    const place = range({ node, start: 0, end: node.data.length }).getBoundingClientRect();
    const work = node.data.length / CHARACTERS;
    if (!close(place)) {
      yield 1 + work;
      continue;
    }
    // Measuring all words of a node once is cheaper than measuring each mark, unless it is a long node of which only a
    // small part is near.
    const whole = place.height <= innerHeight;
    for (const mark of marks) {
      if (whole || (isCurrent(mark) && close(range(mark).getBoundingClientRect()))) found.push(mark);
      yield whole ? 1 / 8 : 1 + work;
    }
  }
  return found;
}

const close = ({ top, bottom, left, right }) => {
  const [x, y] = [innerWidth * AROUND, innerHeight * AROUND];
  return bottom >= -y && top <= innerHeight + y && right >= -x && left <= innerWidth + x;
};

/** Detects that the words have moved so far on the screen that other marks are near. Checks the first mark and the
 * last. */
export class Moved {
  #ends = [];
  #tops = [];

  /** Starts measuring from the current position. */
  from(marks) {
    this.#ends = [marks[0], marks.at(-1)].filter(Boolean);
    this.#tops = this.#ends.map(top);
  }

  /** Returns whether they have moved far enough. */
  get far() {
    return this.#ends.some((mark, at) => Math.abs(top(mark) - this.#tops[at]) > (innerHeight * AROUND) / 2);
  }
}

const top = (mark) => (isCurrent(mark) ? range(mark).getBoundingClientRect().top : 0);
