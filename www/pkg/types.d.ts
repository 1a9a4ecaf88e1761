// Made from the Rust types by `SAYSO_TYPES=write cargo test --lib types`; a test fails when it is not current.
// Spans count what the call asked for: UTF-16 units, as JavaScript does, where it did not.

/**
 * Start and end of a stretch of text, end exclusive.
 */
export type Span = [number, number];

/**
 * What an offset counts.
 */
export type Unit = "byte" | "utf16" | "codepoint";

/**
 * How much of a content stands in quotation marks.
 */
export type Kind = "direct" | "mixed" | "indirect";

/**
 * What an attribution reports: words of some sort, none, or a mind.
 */
export type Act = "statement" | "attitude" | "denial" | "refusal" | "silence" | "question" | "warning";

/**
 * What sort of source a statement stands on.
 */
export type SourceType = "person" | "organisation" | "outlet" | "document" | "role" | "anonymous" | "place" | "unknown";

/**
 * How the article presents a claim. The order is the order of precedence: where several fit, the first wins.
 */
export type Status = "refuted" | "denied" | "disputed" | "unconfirmed" | "alleged" | "speculative" | "corroborated";

/**
 * Why a finding stands: the rule that made it and the words that triggered the rule.
 *
 * Serialised with a `text` beside it: the rule's sentence in English, for people.
 */
export type Reason = { rule: string, text: string, words: Span[] };

/**
 * One act of saying, writing, thinking or showing that the article assigns to somebody.
 */
export type Attribution = { 
/**
 * The noun phrase that says it, with title and apposition; empty when the text names nobody.
 */
source: Array<Span>, 
/**
 * The words that do the attributing; empty for a quotation that goes on without a cue.
 */
cue: Array<Span>, 
/**
 * What is said; several spans when the cue splits it. Never empty.
 */
content: Array<Span>, 
/**
 * How much of the content stands in quotation marks.
 */
kind: Kind, 
/**
 * What the source does: states, denies, asks, keeps silent, thinks.
 */
act: Act, 
/**
 * What sort of source it is.
 */
source_type: SourceType, 
/**
 * The source's fullest name in the article, titles left out; empty where the text leaves it open.
 */
speaker: string, 
/**
 * Where the name stands that a pronoun or a role was resolved to, when it is not in the source itself.
 */
antecedent?: Span, 
/**
 * How likely source, cue and content are right enough for a reader, from 0 to 1.
 */
confidence: number, 
/**
 * Why it was marked.
 */
reason: Reason, };

/**
 * A stretch of text that states something, and how the article presents it.
 */
export type Claim = { 
/**
 * The smallest clause that states the claim, without its cue. Never empty.
 */
content: Array<Span>, 
/**
 * How the article presents it.
 */
status: Status, 
/**
 * The words that justify the status. Never empty.
 */
cues: Array<Span>, 
/**
 * Who puts it forward; empty where the text names nobody.
 */
claimant: string, 
/**
 * Who denies or disputes it.
 */
challengers: Array<string>, 
/**
 * Who is accused, if it is an accusation; else empty.
 */
target: string, 
/**
 * The other versions of a disputed claim: positions in [`Analysis::claims`].
 */
versus?: Array<number>, 
/**
 * The figures in the content, bounds and units included.
 */
figures?: Array<Span>, 
/**
 * How likely content and status are right, from 0 to 1.
 */
confidence: number, 
/**
 * Why it was marked.
 */
reason: Reason, };

/**
 * Words in quotation marks that nobody is shown as saying: a nickname, a title, a scare quote, a term being named.
 */
export type Mention = { 
/**
 * The words, quotation marks included.
 */
span: Span, 
/**
 * Why it is no attribution.
 */
reason: Reason, };

/**
 * How much there is to check in one sentence. It says nothing of whether the sentence is true.
 */
export type Check = { 
/**
 * The sentence.
 */
span: Span, 
/**
 * How likely somebody who checks facts finds the sentence worth checking, from 0 to 1.
 */
score: number, 
/**
 * What raises or lowers the score, what moves it most first. Never empty.
 */
reasons: Array<Reason>, };

/**
 * A line that belongs to the page around the article. Nothing is looked for in it.
 */
export type Skipped = { 
/**
 * The line, trimmed.
 */
span: Span, 
/**
 * Why it was left out.
 */
reason: Reason, };

/**
 * Something the reader should know before trusting the marks.
 */
export type Notice = "not-english";

/**
 * All that was found in one text.
 */
export type Analysis = { 
/**
 * Who says what, ordered by the start of the content.
 */
attributions: Array<Attribution>, 
/**
 * What is contested, speculative or corroborated, ordered by the start of the content.
 */
claims: Array<Claim>, 
/**
 * Quoted words that are nobody's statement, in text order.
 */
mentions: Array<Mention>, 
/**
 * How much there is to check in each sentence, in text order.
 */
checks: Array<Check>, 
/**
 * Lines that were left out, in text order.
 */
skipped?: Array<Skipped>, 
/**
 * What to tell the reader about the text as a whole.
 */
notices: Array<Notice>, };

/**
 * How two stretches of two articles hang together.
 */
export type LinkKind = "reuse" | "same_claim" | "conflict" | "status_shift" | "attribution_dropped" | "quote_altered";

/**
 * One end of a link.
 */
export type Side = { 
/**
 * The article's position.
 */
article: number, 
/**
 * What is linked. Never empty, in text order.
 */
spans: Array<Span>, };

/**
 * A place where wording that is otherwise shared differs. One of the spans is empty where words were added or left
 * out; it stands where they would be.
 */
export type Change = { 
/**
 * The words in the first article.
 */
a: Span, 
/**
 * The words in the second.
 */
b: Span, };

/**
 * Why a link stands: the rule that made it, and the words on both sides that triggered it.
 *
 * Serialised with a `text` beside it: the rule's sentence in English, for people.
 */
export type LinkReason = { rule: string, text: string, a: Span[], b: Span[] };

/**
 * Two stretches of two articles and how they hang together. `a` stands in the earlier article of the list.
 */
export type Link = { 
/**
 * How they hang together.
 */
kind: LinkKind, 
/**
 * The one side.
 */
a: Side, 
/**
 * The other.
 */
b: Side, 
/**
 * How likely a careful reader lets the link stand, from 0 to 1.
 */
score: number, 
/**
 * Why.
 */
reason: LinkReason, 
/**
 * For wording that is shared, where it differs; in text order.
 */
changes?: Array<Change>, };

/**
 * How an article presents a claim.
 */
export type Manner = "stated" | "attributed" | "alleged" | "denied";

/**
 * One article's words for a claim.
 */
export type Stance = { 
/**
 * How it is presented.
 */
manner: Manner, 
/**
 * The status the article gives it.
 */
status?: Status, 
/**
 * On whose word, or who denies it on theirs, as the article names them; empty where nobody is named.
 */
speaker: string, 
/**
 * The figures in it.
 */
figures: Array<Span>, 
/**
 * The article's position.
 */
article: number, 
/**
 * What is linked. Never empty, in text order.
 */
spans: Array<Span>, };

/**
 * A claim that several articles carry: a row of the matrix of claims and articles.
 */
export type Row = { 
/**
 * One for each article that has the claim, by article; the others are silent on it.
 */
stances: Array<Stance>, 
/**
 * How many of them do not share their wording: text taken over counts once as support.
 */
origins: number, 
/**
 * Whether figures or accounts in it contradict each other.
 */
conflict: boolean, };

/**
 * All that was found between articles.
 */
export type Comparison = { 
/**
 * The links, by articles, kind and place.
 */
links: Array<Link>, 
/**
 * The claims that more than one article carries, in the order in which they are first told.
 */
rows: Array<Row>, };
