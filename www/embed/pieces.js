// From findings to stretches of the page: what is marked how, and whether it still stands where it stood.

/** Acts by which nobody says anything. */
const UNSAID = new Set(["attitude", "refusal", "silence"]);

/** Whether a finding is a statement: somebody says something. */
export const speaks = ({ type, finding }) => type === "attribution" && !UNSAID.has(finding.act);

/** What may be shown; an attitude (“hopes”, “plans”) is shown only where it is asked for. */
export const KINDS = ["direct", "mixed", "indirect", "mention"];
export const STATUSES = ["refuted", "denied", "disputed", "unconfirmed", "alleged", "speculative", "corroborated"];
export const CONTESTED = new Set(STATUSES.slice(0, 5));

/** The findings that are to be shown, in the order of the text: `{ type, index, finding, start }`. */
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

function item(type, index, finding, spans) {
  return { type, index, finding, spans, start: spans[0][0] };
}

/** What is drawn for a finding: `[style, spans]`. */
function drawn({ type, finding }) {
  if (type === "claim") return [[finding.status, finding.content]];
  if (type === "mention") return [["mention", [finding.span]]];
  return [[finding.kind, finding.content], ["source", finding.source], ["cue", finding.cue]];
}

/** The marks of findings: one a stretch of a text node, with the words that it must hold. A generator, for pauses. */
export function* marks(items, map) {
  const found = [];
  for (const item of items) {
    for (const [style, spans] of drawn(item)) {
      for (const [start, end] of spans) {
        for (const piece of map.pieces(start, end)) found.push({ ...piece, style, item });
      }
    }
    yield;
  }
  return found;
}

/** Whether the words of a mark still stand where they stood; never again once it was taken away. */
export function holds({ node, start, end, words, gone }) {
  return !gone && node.isConnected && node.data.length >= end && node.data.slice(start, end) === words;
}

/** A range for a mark. */
export function range({ node, start, end }) {
  const range = new Range();
  range.setStart(node, start);
  range.setEnd(node, end);
  return range;
}

/** The marks by the text node that they stand in. */
export function byNode(marks) {
  const found = new Map();
  for (const mark of marks) {
    const here = found.get(mark.node);
    if (here) here.push(mark);
    else found.set(mark.node, [mark]);
  }
  return found;
}
