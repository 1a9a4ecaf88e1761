import type { Analysis, Comparison, Unit } from "./types.js";

export * from "./types.js";

export interface Options {
  /** What the spans of the answer count. `utf16` by default: `text.slice(start, end)` gives the words. */
  offsets?: Unit;
}

/**
 * Loads the program, once; later calls give the same promise. In Node it is loaded when the import is done.
 *
 * @param wasm where `core_bg.wasm` is, or its bytes; by default the file beside the script.
 */
export function load(wasm?: URL | string | Response | BufferSource | WebAssembly.Module): Promise<void>;

/** The longest text that is analysed, in characters (code points): 1,000,000. */
export const MOST_CHARACTERS: number;

/**
 * Who says what in a text, and what in it is contested. Any string will do.
 *
 * @throws {RangeError} if the text has more than `MOST_CHARACTERS`; an `Error` before `load()` is done.
 */
export function analyze(text: string, options?: Options): Analysis;

/**
 * How several texts hang together; each is named by its position.
 *
 * @throws as `analyze`.
 */
export function compare(texts: string[], options?: Options): Comparison;

/** The version of the analysis. */
export function version(): string;
