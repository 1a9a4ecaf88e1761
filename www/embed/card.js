// A finding in words: who says it and who says otherwise, what would settle it, and why it was marked.
import { glyph } from "./glyphs.js";
import { node } from "./node.js";
import { silent } from "./pieces.js";
import { excerpt, initials, sides } from "./card-content.js";

const SQUARE = new Set(["organisation", "outlet", "document", "place"]);

/** Returns the entry of a finding in the list: `[glyph, name, words]`. */
export function headline(item, text, words) {
  const { type, finding, spans } = item;
  if (type === "claim") return [glyph(finding.status), words.say(`ui.status.${finding.status}`), short(excerpt(text, spans))];
  if (type === "check") return [glyph("document"), words.say("ui.checks"), short(finding.text)];
  if (type === "mention") return ["", words.say("ui.kind.mention"), short(excerpt(text, spans))];
  const sign = silent(item) ? glyph("silent") : avatar(named(finding, text), finding.source_type);
  return [sign, speaker(finding, text, words), short(said(finding, text, words))];
}

/** Returns a finding's card: `{ title, parts, status }`. `seek(spans)` scrolls to words of the article. */
export function card(item, { text, analysis, words, seek }) {
  const { type, finding } = item;
  if (type === "claim") return claim(item, { text, analysis, words, seek });
  if (type === "check") return item.card(finding, (key, places) => words.say(key, places), (span) => excerpt(text, [span]));
  const why = (...rows) => details(rows, finding, words);
  if (type === "mention") {
    const parts = [quotation(excerpt(text, item.spans)), node("p", {}, words.say("ui.mention.who")), why()];
    return { title: [words.say("ui.kind.mention")], parts };
  }
  const name = speaker(finding, text, words);
  const title = [avatar(named(finding, text), finding.source_type, "big"), node("span", {}, name, node("small", {}, words.say(`ui.source.${finding.source_type}`)))];
  const meaning = silent(item) ? words.say(`ui.act.${finding.act}`) : words.say(`ui.say.${finding.kind}`);
  const cue = ["ui.cue", finding.cue.length ? `“${excerpt(text, finding.cue)}”` : words.say("ui.cue.none")];
  return { title, parts: [quotation(said(finding, text, words)), node("p", {}, meaning), why(cue)] };
}

function claim(item, { text, analysis, words, seek }) {
  const { finding } = item;
  const rows = sides(item, analysis, text).map((side) => {
    const label = node("span", {}, node("b", {}, side.name || words.say("ui.nobody")), " ", side.cue ? `${side.cue} ` : "", side.cue ? side.words : quoted(side.words));
    return node("li", {}, node("button", { type: "button", part: "side", class: "side", click: () => seek(side.spans) }, avatar(side.name, side.sort), label, glyph("jump")));
  });
  const settle = node("p", { class: "settle" }, node("b", {}, words.say("ui.embed.settle")), words.say(`ui.certain.${finding.status}`));
  const title = sentence(finding, words);
  // If the title names nobody, a sentence says what the status means.
  const meaning = title.length < 2 ? node("p", {}, words.say(`ui.meaning.${finding.status}`)) : "";
  const parts = [meaning, node("ul", { class: "sides" }, ...rows), settle, details([["ui.cue", `“${excerpt(text, finding.cues)}”`]], finding, words)];
  return { title: [glyph(finding.status), node("span", {}, ...title)], parts, status: finding.status };
}

/** Returns a title such as “Denied by Tarn Storage”, with the status in its colour. */
function sentence({ status, challengers, claimant, versus }, words) {
  const [against] = challengers;
  let whole = "{status}";
  if (against && ["refuted", "denied", "disputed"].includes(status)) whole = words.say("ui.embed.by", { name: against });
  if (claimant && ["alleged", "speculative"].includes(status)) whole = words.say("ui.embed.from", { name: claimant });
  if (versus?.length) whole = words.count("ui.embed.versions", versus.length + 1);
  const [before, after] = whole.split("{status}");
  return [before, node("b", { class: "status" }, words.say(`ui.status.${status}`)), after].filter(Boolean);
}

/** Returns why it was marked, in a collapsed list that starts with `rows`. */
function details(rows, { reason, confidence }, words) {
  const all = [...rows, ["ui.why", words.reason(reason)]];
  if (confidence !== undefined) all.push(["ui.sure", words.say("ui.sure.value", { n: Math.round(confidence * 100) })]);
  const list = all.map(([key, value]) => node("div", {}, node("dt", {}, words.say(key)), node("dd", {}, value)));
  return node("details", { class: "why" }, node("summary", {}, words.say("ui.embed.why")), node("dl", {}, ...list));
}

/** Returns the avatar of a source: round for a person, square for an organisation or document, dashed if it is not
 * named. */
function avatar(name, sort, size = "") {
  const letters = name ? initials(name) : "";
  const look = !letters ? "anon" : SQUARE.has(sort) ? "square" : "";
  return node("span", { class: `av ${look} ${size}`, "aria-hidden": "true" }, sort === "document" ? glyph("document") : letters || "?");
}

/** Returns the act of the source, if it is more than a statement, for example “denies”. */
function deed({ act }, words) {
  if (act === "statement") return "";
  return words.say(act === "attitude" ? "ui.attitude.one" : `ui.act.${act}`);
}

/** Returns the content, preceded by the words for the act if it is more than a statement, so that nobody appears to
 * say what they deny. */
function said(finding, text, words) {
  const name = deed(finding, words);
  const content = excerpt(text, finding.content);
  return name ? `${excerpt(text, finding.cue) || name} ${content}` : content;
}

const quotation = (words) => node("blockquote", { part: "words" }, words);
const quoted = (words) => (/^[“"„«‘]/.test(words) ? words : `“${words}”`);
/** Returns the name of the speaker, otherwise the article's words for the speaker, otherwise an empty string. */
const named = (finding, text) => finding.speaker || excerpt(text, finding.source);
const speaker = (finding, text, words) => named(finding, text) || words.say("ui.nobody");
const short = (words) => (words.length > 140 ? `${words.slice(0, 139).trimEnd()}…` : words);
