// Generated from the Rust types by `SAYSO_TYPES=write cargo test --lib types`; a test fails if it is out of date.
// Spans count the unit that was passed to the call; without one they count UTF-16 units, as JavaScript does.

/**
 * Start and end of a stretch of text; the end is exclusive.
 */
export type Span = [number, number];

/**
 * What an offset counts.
 */
export type Unit = "byte" | "utf16" | "codepoint";

/**
 * Why something was marked. `rule.<name>` in `corpus/i18n` is the sentence that explains it to readers.
 */
export type Rule = "quote-said-source" | "quote-source-said" | "quote-said" | "source-said-quote" | "source-colon-quote" | "quote-signed" | "clause-source-said" | "source-said-clause" | "according-to" | "accusation" | "raised-subject" | "impersonal" | "passive-hearer" | "cue-noun" | "transcript" | "accusing-noun" | "quote-alone" | "quoted-words" | "learned" | "source-urged-to" | "headline" | "headline-speaker" | "answer" | "alleged-verb" | "alleged-accusation" | "alleged-charge" | "alleged-adjective" | "alleged-noun" | "alleged-distance" | "alleged" | "denied-verb" | "denied-elsewhere" | "denied-rejected" | "denied-called-false" | "denied-disowned" | "denied-insists" | "denied-plea" | "denied-innocent" | "refuted" | "unconfirmed" | "unconfirmed-elsewhere" | "speculative" | "corroborated" | "disputed-accounts" | "disputed-cue" | "worth-figure" | "worth-date" | "worth-comparison" | "worth-change" | "worth-superlative" | "worth-quantity" | "worth-cause" | "worth-statistic" | "worth-event" | "worth-record" | "worth-name" | "worth-past" | "worth-opinion" | "worth-judgement" | "worth-future" | "worth-wish" | "worth-guess" | "worth-condition" | "worth-question" | "worth-greeting" | "worth-address" | "worth-self" | "worth-boilerplate" | "worth-short" | "worth-plain" | "boilerplate-advert" | "boilerplate-links" | "boilerplate-signup" | "boilerplate-credit" | "boilerplate-share" | "boilerplate-legal" | "reuse-verbatim" | "reuse-changed" | "same-quotation" | "same-words" | "same-content" | "same-figures" | "same-source" | "same-meaning" | "conflict-figures" | "conflict-times" | "conflict-denied" | "conflict-agents" | "conflict-states" | "update-figures" | "shift-denied-stated" | "shift-denial-absent" | "shift-hedged-stated" | "shift-guess-stated" | "attribution-dropped" | "attribution-changed" | "quote-altered" | "attribution-outlet" | "corrected" | "unknown";

/**
 * How much of a content is in quotation marks.
 */
export type Kind = "direct" | "mixed" | "indirect";

/**
 * What an attribution reports: a kind of speech, the lack of it, or a state of mind.
 */
export type Act = "statement" | "attitude" | "denial" | "refusal" | "silence" | "question" | "warning";

/**
 * What kind of source a statement comes from.
 */
export type SourceType = "person" | "organisation" | "outlet" | "document" | "role" | "anonymous" | "place" | "unknown";

/**
 * How the article presents a claim. Variants are in order of precedence: if several apply, the first wins.
 */
export type Status = "refuted" | "denied" | "disputed" | "unconfirmed" | "alleged" | "speculative" | "corroborated";

/**
 * Why something was marked: the rule, and the words that triggered it.
 *
 * Serialised with an additional `text`: the rule's English sentence, for people, whatever the language of the article
 * or of the interface.
 */
export type Reason = { rule: Rule, text: string, words: Span[] };

/**
 * One act of saying, writing, thinking or showing that the article attributes to a source.
 */
export type Attribution = { 
/**
 * The noun phrase of the source, with title and apposition; empty if the text names no one.
 */
source: Array<Span>, 
/**
 * The words that attribute; empty for a quotation that continues without a cue.
 */
cue: Array<Span>, 
/**
 * What is said; several spans if the cue splits it. Never empty.
 */
content: Array<Span>, 
/**
 * How much of the content is in quotation marks.
 */
kind: Kind, 
/**
 * What the source does: states, denies, asks, stays silent, thinks.
 */
act: Act, 
/**
 * What kind of source it is.
 */
source_type: SourceType, 
/**
 * The source's fullest name in the article, without titles; empty if the text does not give one.
 */
speaker: string, 
/**
 * The name that a pronoun or role in the source refers to, if the name is outside the source.
 */
antecedent?: Span, 
/**
 * The probability that source, cue and content are right enough for a reader, from 0 to 1.
 */
confidence: number, 
/**
 * Why it was marked.
 */
reason: Reason, };

/**
 * A passage that states something, and how the article presents it.
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
 * Who makes the claim; empty if the text names no one.
 */
claimant: string, 
/**
 * Who denies or disputes it.
 */
challengers: Array<string>, 
/**
 * Who is accused, if the claim is an accusation; otherwise empty.
 */
target: string, 
/**
 * The competing versions of a disputed claim, as positions in the list of claims.
 */
versus?: Array<number>, 
/**
 * The figures in the content, including bounds and units.
 */
figures?: Array<Span>, 
/**
 * The probability that content and status are right, from 0 to 1.
 */
confidence: number, 
/**
 * Why it was marked.
 */
reason: Reason, };

/**
 * Quoted words that are not attributed to anyone: a nickname, a title, a scare quote, a term being defined.
 */
export type Mention = { 
/**
 * The words, including their quotation marks.
 */
span: Span, 
/**
 * Why it is not an attribution.
 */
reason: Reason, };

/**
 * How much there is to check in one sentence. This does not say whether the sentence is true.
 */
export type CheckWorthiness = { 
/**
 * The sentence.
 */
span: Span, 
/**
 * The probability that a fact-checker finds the sentence worth checking, from 0 to 1.
 */
score: number, 
/**
 * What raises or lowers the score, the strongest influence first. Never empty.
 */
reasons: Array<Reason>, };

/**
 * A line that belongs to the page around the article. It is not analysed.
 */
export type Skipped = { 
/**
 * The line, trimmed.
 */
span: Span, 
/**
 * Why it was skipped.
 */
reason: Reason, };

/**
 * Something the reader should know before relying on the marks.
 */
export type Notice = "not-english" | "experimental";

/**
 * Everything found in one text.
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
 * Quoted words that are not attributed, in text order.
 */
mentions: Array<Mention>, 
/**
 * How much there is to check in each sentence, in text order.
 */
checks: Array<CheckWorthiness>, 
/**
 * Skipped lines, in text order.
 */
skipped?: Array<Skipped>, 
/**
 * Notices about the text as a whole.
 */
notices: Array<Notice>, 
/**
 * The language whose rules made the findings, as a BCP 47 code.
 */
language: string, };

/**
 * The relation between two passages of two articles.
 */
export type LinkKind = "reuse" | "same_claim" | "conflict" | "update" | "status_shift" | "attribution_dropped" | "quote_altered";

/**
 * One side of a link.
 */
export type Side = { 
/**
 * The index of the article.
 */
article: number, 
/**
 * The linked passages, in text order. Never empty.
 */
spans: Array<Span>, };

/**
 * A difference within shared wording. If words were added or removed, one of the spans is empty and marks the
 * position.
 */
export type Change = { 
/**
 * The words in the first article.
 */
a: Span, 
/**
 * The words in the second article.
 */
b: Span, };

/**
 * Why two passages were linked: the rule, and the words on both sides that triggered it.
 *
 * Serialised with an additional `text`: the rule's English sentence, for people, whatever the language of the articles
 * or of the interface.
 */
export type LinkReason = { rule: Rule, text: string, a: Span[], b: Span[] };

/**
 * Two passages of two articles and their relation. `a` is in the article that comes first in the input.
 */
export type Link = { 
/**
 * The relation.
 */
kind: LinkKind, 
/**
 * The passage in the article that comes first in the input.
 */
a: Side, 
/**
 * The passage in the other article.
 */
b: Side, 
/**
 * The probability that a careful reader accepts the link, from 0 to 1.
 */
score: number, 
/**
 * Why they were linked.
 */
reason: LinkReason, 
/**
 * The differences within shared wording, in text order.
 */
changes?: Array<Change>, };

/**
 * How an article presents a claim.
 */
export type Manner = "stated" | "attributed" | "alleged" | "denied";

/**
 * The words with which one article makes a claim.
 */
export type Stance = { 
/**
 * How the article presents it.
 */
manner: Manner, 
/**
 * The status of the claim in the article; missing if the claim is not marked there.
 */
status?: Status, 
/**
 * The source of the claim or of its denial, as the article names it; empty if it names no one.
 */
speaker: string, 
/**
 * The figures in the claim.
 */
figures: Array<Span>, 
/**
 * The index of the article.
 */
article: number, 
/**
 * The linked passages, in text order. Never empty.
 */
spans: Array<Span>, };

/**
 * A claim made by several articles: a row of the matrix of claims and articles.
 */
export type Row = { 
/**
 * The clause shown as the name of the row: usually the shortest full clause among the stances.
 */
title: Side, 
/**
 * The stances of the articles that make the claim, one for each, in the order of the articles.
 */
stances: Array<Stance>, 
/**
 * How many of the articles are independent: those that share their wording count as one.
 */
origins: number, 
/**
 * Whether the stances contradict each other.
 */
conflict: boolean, };

/**
 * Everything found between articles.
 */
export type Comparison = { 
/**
 * The links, sorted by articles, kind and position.
 */
links: Array<Link>, 
/**
 * The claims that more than one article makes, in order of first mention.
 */
rows: Array<Row>, };

/**
 * One publisher's check of a claim. An empty field is unknown. The fields are explained at [`Record`].
 */
export type Review = { id: string, title: string, date: string, publisher: string, verdict: string, url: string, language: string, source: string, licence: string, };

/**
 * A checked claim and the checks of it, of which there is at least one. Checks of the same claim by several publishers
 * are merged.
 */
export type Checked = { 
/**
 * The claim.
 */
claim: string, 
/**
 * Who makes it; empty if unknown.
 */
claimant: string, 
/**
 * The checks of it, one for each publisher.
 */
reviews: Array<Review>, };

/**
 * What the article says about a checked claim.
 */
export type ClaimStance = "repeats" | "disputes" | "reports";

/**
 * A sentence that makes or resembles a checked claim, with the checks of that claim.
 */
export type Match = { 
/**
 * The sentence.
 */
sentence: Span, 
/**
 * The words of the sentence.
 */
text: string, 
/**
 * Who says it; empty if unknown.
 */
speaker: string, 
/**
 * The probability that the sentence makes the claim, from 0 to 1.
 */
score: number, 
/**
 * Whether a reader should see the match without asking; the others are similar checks.
 */
shown: boolean, 
/**
 * What the article says about the claim. Only a match with `repeats` is a warning.
 */
stance: ClaimStance, 
/**
 * The words that show the stance.
 */
cues: Array<Span>, 
/**
 * The words of the sentence that also occur in the claim or a title of its checks.
 */
words: Array<Span>, 
/**
 * The claim, who makes it, and who checked it.
 */
check: Checked, };

/**
 * A summary of what a library contains.
 */
export type LibraryInfo = { 
/**
 * The size of its file, in bytes.
 */
size: number, 
/**
 * The number of different claims.
 */
claims: number, 
/**
 * The number of checks of these claims.
 */
reviews: number, 
/**
 * The publishers, each with its number of checks, the largest number first.
 */
publishers: Array<[string, number]>, 
/**
 * The languages of the checks, counted in the same way.
 */
languages: Array<[string, number]>, 
/**
 * The sources of the records, counted in the same way.
 */
sources: Array<[string, number]>, 
/**
 * The licences of the records, counted in the same way.
 */
licences: Array<[string, number]>, 
/**
 * The earliest and the latest date of a check; both empty if no check has one.
 */
dates: [string, string], };
