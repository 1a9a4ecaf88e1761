// The marks of one widget on the screen, as highlights or boxes. Only those near the window are drawn.
import { looks } from "./colours.js";
import { Highlights } from "./marks.js";
import { animated, Meter } from "./meter.js";
import { Moved, near } from "./visible-marks.js";
import { Boxes } from "./overlay.js";
import { byNode, isCurrent } from "./pieces.js";
import { inSlices } from "./slices.js";

/** The time in milliseconds for which a page must be calm before highlights are tried again. */
const RETRY_AFTER = 10_000;

export class Drawing {
  /** The marks near the window. */
  near = [];
  #id;
  #shadow;
  #guard;
  #painter;
  #meter;
  #timer = 0;
  #marks = [];
  #nodes = new Map();
  /** The number of marks before any words changed. */
  #all = 0;
  #moves = new Moved();
  /** Incremented by each drawing, so that an older one in progress stops. */
  #turn = 0;
  #how;

  /** `guard` runs callbacks from the browser; `how()` returns how to draw: `{ marked, palette, roots, chosen }`. */
  constructor(id, shadow, guard, how) {
    [this.#id, this.#shadow, this.#guard, this.#how] = [id, shadow, guard, how];
  }

  /** Switches to boxes or highlights. With `moving`, boxes are temporary: the page is moving, and highlights are too
   * slow for that. */
  use(boxes, moving) {
    this.#painter?.clear();
    this.#meter?.stop();
    const guard = this.#guard;
    this.#painter = boxes ? new Boxes(this.#shadow, guard, moving) : new Highlights(this.#id);
    const hide = (hidden) => guard(() => this.#painter.hide(hidden));
    this.#meter = boxes ? undefined : new Meter({ hide, slow: () => guard(() => this.#slow()) });
  }

  /** Switches to boxes until the page has been calm for a while. */
  #slow() {
    this.use(true, true);
    this.moved();
    return this.paint();
  }

  /** Called when the page moves, or may be moving. */
  moved() {
    this.#meter?.moved();
    if (this.#meter || !this.#painter?.moving) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#guard(() => {
      if (animated()) return this.moved();
      this.use(false);
      return this.paint();
    }), RETRY_AFTER);
  }

  /** Replaces the marks. Words that have changed since the page was read are not marked. */
  take(marks) {
    this.#all = marks.length;
    this.#keep(marks);
  }

  #keep(marks) {
    this.#marks = marks.filter(isCurrent);
    this.#nodes = byNode(this.#marks);
  }

  get empty() {
    return !this.#marks.length;
  }

  /** Returns whether no mark has been removed or has changed. */
  get whole() {
    return this.#marks.length === this.#all && this.#marks.every(isCurrent);
  }

  /** Returns the marks in a text node. */
  at(node) {
    return this.#nodes.get(node) ?? [];
  }

  /** Returns the marks in nodes that are no longer in the page. */
  get lost() {
    return this.#marks.filter(({ node }) => !node.isConnected);
  }

  /** Removes marks permanently. */
  drop(gone) {
    for (const mark of gone) mark.gone = true;
    this.#painter.drop(gone);
    this.#keep(this.#marks);
    this.near = this.near.filter(isCurrent);
  }

  /** Draws the marks near the window, or none if the reader has turned them off. Stops if another drawing begins. */
  async paint(add) {
    const turn = (this.#turn += 1);
    const stale = () => turn !== this.#turn;
    const { marked, palette, roots } = this.#how();
    this.#moves.from(this.#marks);
    const found = await inSlices(near(marked ? this.#nodes : new Map()), stale, add);
    if (stale()) return;
    this.near = found;
    await inSlices(this.#painter.draw(found, looks(palette), roots), stale, add);
    if (stale()) return;
    this.light();
    // The page may have been scrolled in the meantime.
    await this.follow(add);
  }

  /** Draws other marks if the page was scrolled to them. */
  async follow(add) {
    if (this.#moves.far) await this.paint(add);
  }

  /** Highlights the words of the selected finding. */
  light() {
    this.#painter.choose(this.#how().chosen.spots);
  }

  /** Removes everything and stops. */
  end() {
    this.#turn += 1;
    clearTimeout(this.#timer);
    this.#meter?.stop();
    [this.#marks, this.near, this.#nodes] = [[], [], new Map()];
    this.#painter?.clear();
  }
}
