// The analysis as JavaScript functions, for browsers and their workers; in Node, node.js is loaded first.
import init, * as core from "./core.js";

let loading;
let ready = false;

/** Loads the program, once. `wasm`: its address or its bytes; by default the file next to this one. */
export function load(wasm = new URL("core_bg.wasm", import.meta.url)) {
  loading ??= Promise.resolve(init({ module_or_path: wasm })).then(() => { ready = true; });
  // Loading that failed without a network may be tried again.
  loading.catch(() => { loading = undefined; });
  return loading;
}

/** The maximum length of a text, in characters (code points). */
export const MOST_CHARACTERS = 1000000;

/** Returns who says what in a text, and what in it is contested. */
export function analyze(text, { offsets = "utf16" } = {}) {
  asked();
  bounded(text);
  const found = core.analyze(text, offsets);
  for (const finding of [...found.attributions, ...found.claims]) finding.confidence = shortest(finding.confidence);
  for (const check of found.checks) check.score = shortest(check.score);
  return found;
}

/** Returns how several texts are related. */
export function compare(texts, { offsets = "utf16" } = {}) {
  asked();
  texts.forEach(bounded);
  const found = core.compare(texts, offsets);
  for (const link of found.links) link.score = shortest(link.score);
  return found;
}

/** Published fact-checks, from the bytes of a file that `sayso library build` has written. */
export class Library {
  #own;

  constructor(bytes) {
    asked();
    this.#own = new core.Library(bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes));
  }

  /** What it holds. */
  get info() {
    return this.#own.info();
  }

  /** Frees its memory now, not when it is collected. It can no longer be used. */
  free() {
    this.#own.free();
  }

  /** @internal */
  static matches(library, text, offsets) {
    return library.#own.matches(text, offsets);
  }
}

/** Returns the published fact-checks of what a text says, in the order of the text. */
export function match(text, library, { offsets = "utf16" } = {}) {
  asked();
  bounded(text);
  return Library.matches(library, text, offsets);
}

/** Returns the version of the analysis. */
export function version() {
  asked();
  return core.version();
}

function asked() {
  if (!ready) throw new Error("sayso: `await load()` first");
}

// A longer text would take minutes and gigabytes. A character has one or two UTF-16 units, so most texts need no
// counting.
function bounded(text) {
  if (text.length <= MOST_CHARACTERS) return;
  let count = 0;
  if (text.length <= 2 * MOST_CHARACTERS) for (const _ of text) count += 1;
  if (count === 0 || count > MOST_CHARACTERS) throw new RangeError(`sayso: a text has more than ${MOST_CHARACTERS} characters`);
}

// The program's fractions are 32-bit floats: returns the fewest digits that identify one.
function shortest(number) {
  for (let digits = 1; digits <= 9; digits += 1) {
    const short = Number(number.toPrecision(digits));
    if (Math.fround(short) === number) return short;
  }
  return number;
}
