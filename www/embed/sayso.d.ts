import type { Analysis, Attribution, Claim, Mention } from "./types.js";

export * from "./types.js";

/** What `sayso:analyzed` carries: the findings, the text they were found in, and what their spans count. */
export interface Analyzed extends Analysis {
  offsets: "utf16";
  text: string;
}

/** What `sayso:select` carries: the finding that the reader chose, and its position in the analysis. */
export type Selected =
  | { type: "attribution"; index: number; finding: Attribution }
  | { type: "claim"; index: number; finding: Claim }
  | { type: "mention"; index: number; finding: Mention };

/** What `sayso:error` carries. `message` is for developers; readers are told in the panel. */
export interface Failed {
  code: "no-article" | "no-wasm" | "no-worker" | "not-loaded" | "bad-attribute" | "fault";
  message: string;
}

/**
 * `<sayso-widget>`. Attributes, all optional:
 *
 * - `article`: a selector; else `<article>`, else what JSON-LD gives as `articleBody`, else the largest block of text
 * - `position`: `bottom-right` (default), `bottom-left`, `top-right`, `top-left`, `inline`
 * - `theme`: `auto` (default: as the article is), `light`, `dark`
 * - `lang`: `en`, `de`, `fr`, `es`, `uk`; else the page's
 * - `kinds`: of `direct mixed indirect mention attitude`; else all but the last
 * - `statuses`: of `refuted denied disputed unconfirmed alleged speculative corroborated`, or `none`; else all
 * - `min-confidence`: from 0 to 1; statements and claims that are less sure are not shown
 * - `collapsed`: reads and marks nothing until the reader opens the panel
 * - `loading`: `idle` (default) or `visible`
 * - `lens`: `everything` (default), `contested`, `who`: what is marked and listed until the reader chooses
 * - `marks`: `boxes` draws boxes over the page in place of highlights
 */
export declare class SaysoWidget extends HTMLElement {
  /** Shows the bar and marks the article; does nothing where that is so already. */
  enable(): void;
  /** Takes bar, marks, listeners and worker away; the page is as it was. */
  disable(): void;
  /** Looks for the article again and reads it anew. Never fails: what goes wrong is told by `sayso:error`. */
  refresh(): Promise<void>;
  /** What is found in any text; the page stays as it is. Fails where the analysis cannot run. */
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
    "sayso:error": CustomEvent<Failed>;
  }
}
