// Who is on which side of a finding, and in which words: the contents of a card.
import { speaks } from "./pieces.js";

/** The maximum number of versions of a disputed claim shown next to the first. */
const MOST = 3;

export const excerpt = (text, spans) => spans.map(([start, end]) => text.slice(start, end)).join(" … ");

const meet = (some, others) => some.some(([start, end]) => others.some(([from, to]) => start < to && from < end));
const length = (spans) => spans.reduce((sum, [start, end]) => sum + end - start, 0);

/** Returns the shortest statement that overlaps these words and for which `fits` returns true; `undefined` if none. */
function statement(analysis, spans, fits) {
  const found = analysis.attributions.filter((one) => meet([...one.content, ...one.cue, ...one.source], spans) && fits(one));
  return found.sort((a, b) => length(a.content) - length(b.content))[0];
}

/** Returns the type of source of a name, as given by the article's statements. */
const sort = (analysis, name) => analysis.attributions.find(({ speaker }) => speaker === name)?.source_type ?? "unknown";

/** Returns where the article shows who says a finding: `source` and `cue`. */
export function shownBy({ type, finding, spans }, analysis) {
  if (type === "attribution") return finding;
  if (type === "mention" || type === "check") return { source: [], cue: [] };
  const by = statement(analysis, spans, ({ speaker }) => speaker === finding.claimant);
  const denied = statement(analysis, finding.cues, ({ speaker }) => finding.challengers.includes(speaker));
  const apart = (part) => [...(by?.[part] ?? []), ...(denied && denied !== by ? denied[part] : [])];
  const cues = apart("cue");
  return { source: apart("source"), cue: [...cues, ...finding.cues.filter((cue) => !meet([cue], cues))] };
}

/**
 * Returns the sides of a claim, the claimant first: `{ name, sort, cue, words, spans }`. `cue` is the article's verb
 * for saying it, and `spans` is where the words are.
 */
export function sides({ finding, spans, index }, analysis, text) {
  const own = statement(analysis, spans, (one) => one.speaker === finding.claimant && speaks({ type: "attribution", finding: one }));
  const side = (name, by, where) => ({
    name, sort: by?.source_type ?? sort(analysis, name), cue: said(by, text), words: excerpt(text, where), spans: where,
  });
  const found = [side(finding.claimant, own, spans)];
  for (const other of (finding.versus ?? []).slice(0, MOST)) {
    const claim = analysis.claims[other];
    if (claim && other !== index) {
      const by = statement(analysis, claim.content, ({ speaker }) => speaker === claim.claimant);
      found.push(side(claim.claimant, by, claim.content));
    }
  }
  for (const name of finding.challengers) {
    if (found.some((one) => one.name === name)) continue;
    const by = statement(analysis, finding.cues, ({ speaker }) => speaker === name);
    found.push(by ? side(name, by, by.content) : side(name, undefined, finding.cues));
  }
  return found;
}

/** Returns the cue of a statement if it can be placed between a name and what is said, otherwise an empty string. */
function said(by, text) {
  const cue = by ? excerpt(text, by.cue) : "";
  return /^\p{Ll}/u.test(cue) && !/^(according|in the words)/i.test(cue) && by.cue.length === 1 ? cue : "";
}

/** Returns the initials of a name; empty if nobody is named. */
export function initials(name) {
  const words = name.match(/(?!(?:The|A|An)\b)\p{Lu}[\p{L}’'-]*/gu) ?? [];
  return words.length ? [words[0], ...(words.length > 1 ? [words.at(-1)] : [])].map(([first]) => first).join("") : "";
}
