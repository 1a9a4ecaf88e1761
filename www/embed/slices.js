// Work in slices, so that the host's page never waits: a generator is run for a few milliseconds at a time.

/** Milliseconds. */
const SLICE = 6;
/** Steps that a slice has at least, so that work of so many steps comes to an end after so many slices on the slowest machine. */
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

/** Runs a generator to its end; returns nothing if `stale` says that nobody waits any more. `spent` is told the milliseconds of each slice. */
export async function inSlices(work, stale, spent = () => {}) {
  for (;;) {
    const start = performance.now();
    let now = start;
    for (let steps = 1; steps <= LEAST || now < start + SLICE; steps += 1) {
      const { done, value } = work.next();
      if (done) {
        spent(performance.now() - start);
        return value;
      }
      if (steps >= LEAST) now = performance.now();
    }
    spent(now - start);
    await pause();
    if (stale()) return undefined;
  }
}
