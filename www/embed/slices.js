// Work in slices, so that the host's page never waits: a generator is run for a few milliseconds at a time.

/** Milliseconds. */
const SLICE = 6;
/** Units of work that a slice has at least, so that so much work comes to an end after so many slices on the slowest machine. */
const LEAST = 100;

/**
 * Lets the browser do what it has to do. Where drawing takes all of the page's time, browsers put it before everything else: then the work goes
 * on with the next frame, so that it comes to an end after as many frames as it has slices.
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
 * Runs a generator to its end; returns nothing if `stale` says that nobody waits any more. It yields how many units of work a step was, nothing
 * for one; a unit takes some hundredths of a millisecond. `spent` is told the milliseconds of each slice.
 */
export async function inSlices(work, stale, spent = () => {}) {
  for (;;) {
    const start = performance.now();
    let now = start;
    for (let units = 0; units < LEAST || now < start + SLICE;) {
      const { done, value } = work.next();
      if (done) {
        spent(performance.now() - start);
        return value;
      }
      units += value ?? 1;
      if (units >= LEAST) now = performance.now();
    }
    spent(now - start);
    await pause();
    if (stale()) return undefined;
  }
}
