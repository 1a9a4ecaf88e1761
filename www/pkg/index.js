// The analysis as JavaScript functions, for browsers and their workers; in Node, node.js is loaded first.
import init, * as core from "./core.js";
import { shorten } from "./fractions.js";

let loading;
let ready = false;

/** Loads the program, once. `wasm` is its address or its bytes; by default the file next to this one is loaded. */
export function load(wasm = new URL("core_bg.wasm", import.meta.url)) {
  loading ??= Promise.resolve(init({ module_or_path: wasm })).then(() => { ready = true; });
  // A failed attempt is forgotten, so that it can be repeated when there is a network.
  loading.catch(() => { loading = undefined; });
  return loading;
}

/** The maximum length of a text, in characters (code points). */
export const MOST_CHARACTERS = 1000000;

/** Returns who says what in a text, and what in it is contested. */
export function analyze(text, { offsets = "utf16", language, declared } = {}) {
  asked();
  bounded(text);
  // Only the embed's program uses `declared`, the language that the page around the text states.
  return shorten(core.analyze(text, offsets, language, declared));
}

/** Returns how several texts are related. */
export function compare(texts, { offsets = "utf16" } = {}) {
  asked();
  texts.forEach(bounded);
  return shorten(core.compare(texts, offsets));
}

/** Published fact-checks, from the bytes of a file that `sayso library build` has written. */
export class Library {
  #own;

  constructor(bytes) {
    asked();
    this.#own = new core.Library(bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes));
  }

  /** What the library contains. */
  get info() {
    return this.#own.info();
  }

  /** Frees its memory at once, without waiting for garbage collection. It cannot be used afterwards. */
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
