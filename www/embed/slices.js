// Runs work in slices, so that the host's page never waits: a generator runs for a few milliseconds at a time.

/** The duration of a slice in milliseconds. */
const SLICE = 6;
/** The minimum number of units of work in a slice, which bounds the number of slices on the slowest machine. */
const MIN_UNITS = 100;

/**
 * Lets the browser do other work. If drawing takes all of the page's time, browsers give it priority over everything
 * else; the work then continues in the next frame, so that it finishes after as many frames as it has slices.
 */
const pause = () => new Promise((go) => {
  const frame = requestAnimationFrame(go);
  const over = () => {
    cancelAnimationFrame(frame);
    go();
  };
  if (globalThis.scheduler?.yield) scheduler.yield().then(over);
  else setTimeout(over);
});

/**
 * Runs a generator to its end; returns `undefined` once `stale` says that nobody needs the result. The generator yields
 * the number of units of work of each step (by default one); a unit takes some hundredths of a millisecond. `spent` is
 * called with the duration of each slice in milliseconds.
 */
export async function inSlices(work, stale, spent = () => {}) {
  for (;;) {
    const start = performance.now();
    let now = start;
    for (let units = 0; units < MIN_UNITS || now < start + SLICE;) {
      const { done, value } = work.next();
      if (done) {
        spent(performance.now() - start);
        return value;
      }
      units += value ?? 1;
      if (units >= MIN_UNITS) now = performance.now();
    }
    spent(now - start);
    await pause();
    if (stale()) return undefined;
  }
}
