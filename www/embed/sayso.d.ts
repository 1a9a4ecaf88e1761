import type { Analysis, Attribution, Claim, Match, Mention } from "./types.js";

export * from "./types.js";

/** The detail of `sayso:analyzed`: the findings, the analysed text, and the unit of the spans. */
export interface Analyzed extends Analysis {
  offsets: "utf16";
  text: string;
}

/** The detail of `sayso:select`: the finding that the reader selected, and its position in the analysis. */
export type Selected =
  | { type: "attribution"; index: number; finding: Attribution }
  | { type: "claim"; index: number; finding: Claim }
  | { type: "mention"; index: number; finding: Mention }
  | { type: "check"; index: number; finding: Match };

/** The detail of `sayso:matches`: the published fact-checks of the text, also those that are only similar and not
 * shown. */
export interface Matched {
  offsets: "utf16";
  text: string;
  matches: Match[];
}

/** The detail of `sayso:error`. `message` is for developers; readers see a message in the panel. */
export interface Failed {
  code: "no-article" | "no-wasm" | "no-worker" | "not-loaded" | "bad-attribute" | "no-library" | "fault";
  message: string;
}

/**
 * `<sayso-widget>`. Attributes, all optional:
 *
 * - `article`: a selector; by default `<article>`, otherwise the `articleBody` in JSON-LD, otherwise the largest block of text
 * - `position`: `bottom-right` (default), `bottom-left`, `top-right`, `top-left`, `inline`
 * - `theme`: `auto` (default: matches the article), `light`, `dark`
 * - `lang`: the language of the interface, `en`, `de`, `fr`, `es`, `uk`; by default the page's language
 * - `article-lang`: the language of the article, `en`, `de`, `fr`, `es`, `uk`; by default that of most of its words or,
 *   if they are too few, the one that the page declares for it
 * - `kinds`: any of `direct mixed indirect mention attitude`; by default all but the last
 * - `statuses`: any of `refuted denied disputed unconfirmed alleged speculative corroborated`, or `none`; by default
 *   all
 * - `min-confidence`: from 0 to 1; statements and claims with lower confidence are not shown
 * - `collapsed`: nothing is read or marked until the reader opens the panel
 * - `loading`: `idle` (default) or `visible`
 * - `lens`: `everything` (default), `contested`, `who`: what is marked and listed until the reader chooses otherwise
 * - `checks`: the address of a library of published fact-checks, a file made by `sayso library build`
 * - `marks`: `boxes` draws boxes over the page instead of highlights
 */
export declare class SaysoWidget extends HTMLElement {
  /** Shows the bar and marks the article; does nothing if that has been done. */
  enable(): void;
  /** Removes bar, marks, listeners and worker, which leaves the page as it was. */
  disable(): void;
  /** Finds the article again and reads it anew. Never rejects: problems are reported by `sayso:error`. */
  refresh(): Promise<void>;
  /** Returns the findings in any text; does not change the page. Rejects if the analysis cannot run. */
  analyze(text: string): Promise<Analysis>;
}

declare global {
  interface HTMLElementTagNameMap {
    "sayso-widget": SaysoWidget;
  }
  interface GlobalEventHandlersEventMap {
    "sayso:ready": CustomEvent<{ version: string }>;
    "sayso:analyzed": CustomEvent<Analyzed>;
    "sayso:select": CustomEvent<Selected>;
    "sayso:matches": CustomEvent<Matched>;
    "sayso:error": CustomEvent<Failed>;
  }
}
