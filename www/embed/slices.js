// Work in slices, so that the host's page never waits: a generator is run for a few milliseconds at a time.

const SLICE = 6;

/** Lets the browser do what it has to do. */
export const pause = () => (globalThis.scheduler?.yield ? scheduler.yield() : new Promise((go) => { setTimeout(go); }));

/** Runs a generator to its end; gives nothing where `stale` says that nobody waits any more. */
export async function inSlices(work, stale = () => false) {
  let due = performance.now() + SLICE;
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
    if (performance.now() < due) continue;
    await pause();
    if (stale()) return undefined;
    due = performance.now() + SLICE;
  }
}
