// Detects whether highlights slow the page down. A browser may redraw all highlights in each frame in which anything on
// the page changes. That time is not spent in the embed's code; it shows in the duration of a moving page's frames,
// with highlights and without.
import { page } from "./dom.js";

const FRAMES = 20;
/** The maximum duration of a frame, in milliseconds, that is fast enough. */
const FAST = 25;
/** Highlights are the cause if frames without them take less than this share of the time. */
const SHARE = 0.75;
/** The time in milliseconds until the page is measured again. */
const REST = 10_000;

/** Measures while the page moves. `on.hide(hidden)` hides the highlights for a moment; `on.slow()` is called if they
 * are too slow here. */
export class Meter {
  #on;
  #frame = 0;
  #moves = 0;
  #due = 0;
  #busy = false;

  constructor(on) {
    this.#on = on;
  }

  /** Called when the page has changed, or may be moving. */
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

  /** Stops. A measurement waiting for frames never finishes. */
  stop() {
    cancelAnimationFrame(this.#frame);
    this.#busy = true;
  }

  /** Returns the median duration of frames, or `still` if the page no longer moves, because its frames say nothing
   * then. */
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

/** Returns whether an animation is running on the page. */
export const animated = () => page("getAnimations").call(document).some(({ playState }) => playState === "running");
