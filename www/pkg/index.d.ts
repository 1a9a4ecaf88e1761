import type { Analysis, Comparison, Unit } from "./types.js";

export * from "./types.js";

export interface Options {
  /** The unit of the spans in the result. `utf16` by default: `text.slice(start, end)` returns the words. */
  offsets?: Unit;
}

/** A language for which there are rules. Those for other languages than English are experimental. */
export type Language = "en" | "de" | "fr" | "es" | "uk";

export interface AnalyzeOptions extends Options {
  /** The language of the text. By default, that of most of its words. */
  language?: Language;
}

/**
 * Loads the program, once; later calls return the same promise. In Node it is loaded once the import has finished.
 *
 * @param wasm the address of `core_bg.wasm`, or its bytes; by default the file next to the script.
 */
export function load(wasm?: URL | string | Response | BufferSource | WebAssembly.Module): Promise<void>;

/** The maximum length of a text, in characters (code points): 1,000,000. */
export const MOST_CHARACTERS: number;

/**
 * Returns who says what in a text, and what in it is contested. Accepts any string.
 *
 * @throws {RangeError} if the text has more than `MOST_CHARACTERS`; an `Error` before `load()` has finished.
 */
export function analyze(text: string, options?: AnalyzeOptions): Analysis;

/**
 * Returns how several texts are related; each is identified by its position.
 *
 * @throws as `analyze`.
 */
export function compare(texts: string[], options?: Options): Comparison;

/** Returns the version of the analysis. */
export function version(): string;
