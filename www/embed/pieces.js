// Converts findings to stretches of the page: how they are marked, and whether they are still where they were.

/** Acts by which nobody says anything. */
const UNSAID = new Set(["attitude", "refusal", "silence"]);
/** Refusals and silence: they are listed, but no words are marked for them. */
const SILENT = new Set(["refusal", "silence"]);

/** Returns whether a finding is a statement. */
export const speaks = ({ type, finding }) => type === "attribution" && !UNSAID.has(finding.act);

/** Returns whether a finding says that somebody does not comment. */
export const silent = ({ type, finding }) => type === "attribution" && SILENT.has(finding.act);

/** The kinds of statements and mentions shown by default. Attitudes (“hopes”, “plans”) are shown only on request. */
export const KINDS = ["direct", "mixed", "indirect", "mention"];
export const STATUSES = ["refuted", "denied", "disputed", "unconfirmed", "alleged", "speculative", "corroborated"];
export const CONTESTED = new Set(STATUSES.slice(0, 5));
export const LENSES = ["contested", "who", "everything"];

/** Returns whether a finding is a contested claim. */
export const contested = ({ type, finding }) => type === "claim" && CONTESTED.has(finding.status);

/** Returns the findings that can be shown, in the order of the text: `{ type, index, finding, spans, start }`. */
export function shown(analysis, { kinds, statuses, least }) {
  const items = [];
  analysis.attributions.forEach((finding, index) => {
    const act = finding.act !== "attitude" || kinds.has("attitude");
    if (act && kinds.has(finding.kind) && finding.confidence >= least) items.push(item("attribution", index, finding, finding.content));
  });
  analysis.claims.forEach((finding, index) => {
    if (statuses.has(finding.status) && finding.confidence >= least) items.push(item("claim", index, finding, finding.content));
  });
  if (kinds.has("mention")) {
    analysis.mentions.forEach((finding, index) => items.push(item("mention", index, finding, [finding.span])));
  }
  return items.sort((a, b) => a.start - b.start);
}

/** Returns the matches with published checks that readers should see, as findings. `card` returns the card of one. */
export function checked(matches, card) {
  const all = matches.map((finding, index) => ({ ...item("check", index, finding, [finding.sentence]), card }));
  return all.filter(({ finding }) => finding.shown);
}

function item(type, index, finding, spans) {
  return { type, index, finding, spans, start: spans[0][0] };
}

/** Returns the kinds of marks that a finding has, each an entry in the legend. */
export function looksOf(item) {
  const { type, finding } = item;
  if (type === "claim") return [finding.status];
  if (type === "mention" || type === "check") return [type];
  if (silent(item)) return ["silent"];
  return finding.kind === "mixed" ? ["direct", "indirect"] : [finding.kind];
}

/** Returns the findings that the lens shows, unless the reader has hidden all their marks. */
export function seen(items, lens, hidden) {
  const wanted = { contested: ({ type }) => type === "claim" || type === "check", who: ({ type }) => type !== "claim" }[lens] ?? (() => true);
  return items.filter((item) => wanted(item) && looksOf(item).some((look) => !hidden.has(look)));
}

const QUOTED = /[“„«][^“”»]*[”“»]?|"[^"]*"?|‘[^‘]*’(?!\p{L})/gu;

/** Splits partly quoted words into quoted and unquoted ones: `[style, span]`. */
function mixed(text, [start, end]) {
  const parts = [];
  let at = start;
  for (const match of text.slice(start, end).matchAll(QUOTED)) {
    const from = start + match.index;
    if (from > at) parts.push(["indirect", [at, from]]);
    at = from + match[0].length;
    parts.push(["direct", [from, at]]);
  }
  if (at < end) parts.push(["indirect", [at, end]]);
  return parts;
}

/** Returns what is drawn for a finding: `[style, span]`. */
function drawn(item, text) {
  const [look, other] = looksOf(item);
  // If the article itself disputes a checked claim, there is nothing to warn of.
  if (look === "silent" || (look === "check" && item.finding.stance !== "repeats")) return [];
  return item.spans.flatMap((span) => (other ? mixed(text, span) : [[look, span]]));
}

/** Returns the parts of a stretch that are in none of `covers`. */
function without([start, end], covers) {
  const left = [];
  let at = start;
  for (const [from, to] of covers) {
    if (to <= at || from >= end) continue;
    if (from > at) left.push([at, from]);
    at = Math.max(at, to);
  }
  if (at < end) left.push([at, end]);
  return left;
}

/** Returns a stretch without surrounding white space. */
function trimmed(text, [start, end]) {
  const words = text.slice(start, end);
  return [start + words.length - words.trimStart().length, end - words.length + words.trimEnd().length];
}

/**
 * Returns the marks of findings: one per stretch of a text node, with the words that it must contain. The line of a
 * claim replaces that of the statement around it. A generator, for pauses.
 */
export function* marks(items, map, hidden) {
  const found = [];
  const covers = items.filter(({ type, finding }) => type === "claim" && !hidden.has(finding.status)).flatMap(({ spans }) => spans);
  covers.sort((a, b) => a[0] - b[0]);
  for (const item of items) {
    const before = found.length;
    for (const [style, span] of drawn(item, map.text)) {
      if (hidden.has(style)) continue;
      const parts = style === "indirect" ? without(span, covers) : [span];
      for (const part of parts) {
        const [start, end] = trimmed(map.text, part);
        // A single word left over next to a claim, such as “that”, says nothing.
        const whole = part[0] === span[0] && part[1] === span[1];
        if (start >= end || !(whole || /\s/.test(map.text.slice(start, end)))) continue;
        for (const piece of map.pieces(start, end)) found.push({ ...piece, style, item });
      }
    }
    yield 1 + found.length - before;
  }
  return found;
}

/** Returns the marks for a selected finding: the words that it is about, and those that show who says it. */
export function spots(item, shownBy, map) {
  const of = (style, spans) => spans.flatMap(([start, end]) => map.pieces(start, end)).map((piece) => ({ ...piece, style, item }));
  const about = contested(item) ? `chosen-${item.finding.status}` : "chosen";
  return [...of(about, item.spans), ...of("source", shownBy.source), ...of("cue", shownBy.cue)];
}

/** Returns whether the words of a mark are still where they were. A removed mark is never current again. */
export function isCurrent({ node, start, end, words, gone }) {
  return !gone && node.isConnected && node.data.length >= end && node.data.slice(start, end) === words;
}

/** Returns the range of a mark. */
export function range({ node, start, end }) {
  const range = new Range();
  range.setStart(node, start);
  range.setEnd(node, end);
  return range;
}

/** Groups marks by the text node that contains them. */
export function byNode(marks) {
  const found = new Map();
  for (const mark of marks) {
    const here = found.get(mark.node);
    if (here) here.push(mark);
    else found.set(mark.node, [mark]);
  }
  return found;
}

/** Returns the key of the notice about how well the article's language is read; `undefined` if none is needed. */
export function notice({ language, notices }) {
  if (notices.includes("experimental")) return "ui.read-as.new";
  if (!notices.includes("not-english")) return undefined;
  return language === "en" ? "ui.not-english" : "ui.read-as.failed";
}
