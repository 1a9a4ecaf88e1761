// The marks of one widget on the screen: by highlights or by boxes, those near the window only.
import { looks } from "./colours.js";
import { Highlights } from "./marks.js";
import { animated, Meter } from "./meter.js";
import { Moved, near } from "./near.js";
import { Boxes } from "./overlay.js";
import { byNode, holds } from "./pieces.js";
import { inSlices } from "./slices.js";

/** Milliseconds for which a page has to be calm until highlights are tried again. */
const CALM = 10_000;

export class Drawing {
  /** The marks that are near the window. */
  near = [];
  #id;
  #shadow;
  #guard;
  #painter;
  #meter;
  #timer = 0;
  #marks = [];
  #nodes = new Map();
  /** How many marks there are while no words have changed. */
  #all = 0;
  #moves = new Moved();
  /** Counts up with each drawing: an older one that is still under way stops. */
  #turn = 0;
  #how;

  /** `guard` runs what the browser calls later; `how()` says how it is to be drawn: `{ marked, palette, roots, chosen }`. */
  constructor(id, shadow, guard, how) {
    [this.#id, this.#shadow, this.#guard, this.#how] = [id, shadow, guard, how];
  }

  /** Draws by boxes or by highlights from now on; `moving`: for now, since the page moves and highlights are too slow for it. */
  use(boxes, moving) {
    this.#painter?.clear();
    this.#meter?.stop();
    const guard = this.#guard;
    this.#painter = boxes ? new Boxes(this.#shadow, guard, moving) : new Highlights(this.#id);
    const hide = (hidden) => guard(() => this.#painter.hide(hidden));
    this.#meter = boxes ? undefined : new Meter({ hide, slow: () => guard(() => this.#slow()) });
  }

  /** Boxes in place of highlights, until the page has stood still for a while. */
  #slow() {
    this.use(true, true);
    this.moved();
    return this.paint();
  }

  /** The page moves, or may do so. */
  moved() {
    this.#meter?.moved();
    if (this.#meter || !this.#painter?.moving) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#guard(() => {
      if (animated()) return this.moved();
      this.use(false);
      return this.paint();
    }), CALM);
  }

  /** From now on these are the marks. What has changed since the page was read is not marked. */
  take(marks) {
    this.#all = marks.length;
    this.#keep(marks);
  }

  #keep(marks) {
    this.#marks = marks.filter(holds);
    this.#nodes = byNode(this.#marks);
  }

  get empty() {
    return !this.#marks.length;
  }

  /** Whether no mark has been taken away or has changed. */
  get whole() {
    return this.#marks.length === this.#all && this.#marks.every(holds);
  }

  /** The marks in a text node. */
  at(node) {
    return this.#nodes.get(node) ?? [];
  }

  /** Those in nodes that are in the page no longer. */
  get lost() {
    return this.#marks.filter(({ node }) => !node.isConnected);
  }

  /** Takes marks away for ever. */
  drop(gone) {
    for (const mark of gone) mark.gone = true;
    this.#painter.drop(gone);
    this.#keep(this.#marks);
    this.near = this.near.filter(holds);
  }

  /** Draws the marks near the window, or none where the reader wants none; a drawing that is still under way when another begins ends. */
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
    // The page may have been scrolled meanwhile.
    await this.follow(add);
  }

  /** Draws other marks where the page was scrolled to them. */
  async follow(add) {
    if (this.#moves.far) await this.paint(add);
  }

  /** Sets off the words of the finding that is looked at. */
  light() {
    this.#painter.choose(this.#how().chosen.spots);
  }

  /** Nothing is drawn any more, and nothing will be. */
  end() {
    this.#turn += 1;
    clearTimeout(this.#timer);
    this.#meter?.stop();
    [this.#marks, this.near, this.#nodes] = [[], [], new Map()];
    this.#painter?.clear();
  }
}
