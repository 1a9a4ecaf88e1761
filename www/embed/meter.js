// Whether the highlights slow the page down. A browser may draw all of them anew with each frame in which anything on the page changes, and that
// time is none of the embed's own: it shows in how far the frames of a moving page stand apart, with the highlights and without.
import { page } from "./dom.js";

const FRAMES = 20;
/** Milliseconds a frame, up to which nothing is to be mended. */
const FAST = 25;
/** The highlights are the reason where frames without them take less than this share of the time. */
const SHARE = 0.75;
/** Milliseconds until the page is looked at again. */
const REST = 10_000;

/** Measures while the page moves. `on.hide(hidden)` hides the highlights for a moment, `on.slow()` hears that they are too slow here. */
export class Meter {
  #on;
  #frame = 0;
  #moves = 0;
  #due = 0;
  #busy = false;

  constructor(on) {
    this.#on = on;
  }

  /** The page has changed, or may be moving. */
  async moved() {
    this.#moves += 1;
    if (this.#busy || performance.now() < this.#due) return;
    this.#busy = true;
    const shown = await this.#frames(0);
    if (shown > FAST) {
      this.#on.hide(true);
      const hidden = await this.#frames(Infinity);
      this.#on.hide(false);
      if (hidden < shown * SHARE) this.#on.slow();
    }
    this.#busy = false;
    this.#due = performance.now() + REST;
  }

  /** Ends it: what waits for frames waits for ever. */
  stop() {
    cancelAnimationFrame(this.#frame);
    this.#busy = true;
  }

  /** The median of what frames take; `still` where the page no longer moves, since its frames say nothing then. */
  #frames(still) {
    const times = [];
    this.#moves = 0;
    let last;
    return new Promise((go) => {
      const step = () => {
        const now = performance.now();
        if (last !== undefined) times.push(now - last);
        last = now;
        if (times.length < FRAMES) this.#frame = requestAnimationFrame(step);
        else go(this.#moves < FRAMES / 2 && !animated() ? still : times.sort((a, b) => a - b)[FRAMES / 2]);
      };
      this.#frame = requestAnimationFrame(step);
    });
  }
}

/** Whether an animation runs on the page. */
export const animated = () => page("getAnimations").call(document).some(({ playState }) => playState === "running");
