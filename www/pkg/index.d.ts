import type { Analysis, Comparison, LibraryInfo, Match, Unit } from "./types.js";

export * from "./types.js";

export interface Options {
  /** The unit of the spans in the result. `utf16` by default: `text.slice(start, end)` returns the words. */
  offsets?: Unit;
}

/** A language for which there are rules. Those for languages other than English are experimental. */
export type Language = "en" | "de" | "fr" | "es" | "uk";

export interface AnalyzeOptions extends Options {
  /** The language of the text; by default, that of most of its words. */
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
 * @throws {RangeError} if the text has more than `MOST_CHARACTERS` characters.
 * @throws {Error} if `load()` has not finished.
 */
export function analyze(text: string, options?: AnalyzeOptions): Analysis;

/**
 * Returns how several texts are related; each is identified by its position.
 *
 * @throws the same errors as `analyze`.
 */
export function compare(texts: string[], options?: Options): Comparison;

/** Published fact-checks, to be matched with texts. */
export class Library {
  /**
   * Opens the bytes of a file that `sayso library build` has written.
   *
   * @throws {Error} if `bytes` are not a library, in which case its message says why, or if `load()` has not finished.
   */
  constructor(bytes: Uint8Array | ArrayBuffer);
  /** What the library contains. */
  readonly info: LibraryInfo;
  /** Frees its memory at once, without waiting for garbage collection. It cannot be used afterwards. */
  free(): void;
}

/**
 * Returns the published fact-checks of what a text says, in the order of the text, the best first for each sentence.
 * Those with `shown` should be shown to readers unless `stance` says that the text disputes the claim itself.
 *
 * @throws the same errors as `analyze`.
 */
export function match(text: string, library: Library, options?: Options): Match[];

/** Returns the version of the analysis. */
export function version(): string;
