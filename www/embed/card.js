// One finding in words: who says it, how, and why it was marked.
import { node } from "./node.js";
import { CONTESTED } from "./pieces.js";

const excerpt = (text, spans) => spans.map(([start, end]) => text.slice(start, end)).join(" … ");

/** What a finding is called in the list: `[name, words, class]`. */
export function headline({ type, finding, spans }, text, words) {
  const quoted = short(excerpt(text, spans));
  if (type === "claim") {
    const tone = CONTESTED.has(finding.status) ? "contest" : finding.status === "corroborated" ? "support" : "";
    return [words.say(`ui.status.${finding.status}`), quoted, tone];
  }
  if (type === "mention") return [words.say("ui.kind.mention"), quoted, ""];
  return [speaker(finding, text, words), short(said(finding, text, words)), ""];
}

/** What the source does, where it is more than a statement: “denies”. */
function deed({ act }, words) {
  if (act === "statement") return "";
  return words.say(act === "attitude" ? "ui.attitude.one" : `ui.act.${act}`);
}

/** The content, behind the words for the act where it is more than a statement: nobody is shown to say what they deny. */
function said(finding, text, words) {
  const name = deed(finding, words);
  const content = excerpt(text, finding.content);
  return name ? `${excerpt(text, finding.cue) || name} ${content}` : content;
}

/** The whole card. */
export function card(item, text, words) {
  const { type, finding, spans } = item;
  const quoted = (tone) => node("blockquote", { part: "words", class: tone }, excerpt(text, spans));
  const rows = [];
  const row = (key, value) => value && rows.push(node("div", {}, node("dt", {}, words.say(key)), node("dd", {}, value)));
  if (type === "mention") {
    row("ui.why", words.reason(finding.reason));
    return [node("h3", {}, words.say("ui.kind.mention")), quoted(), node("p", {}, words.say("ui.mention.who")), node("dl", {}, ...rows)];
  }
  if (type === "claim") {
    const title = words.say("ui.claim.title", { status: words.say(`ui.status.${finding.status}`) });
    const parties = [
      finding.claimant && words.say("ui.claimant", { name: finding.claimant }),
      finding.challengers.length > 0 && words.say("ui.challengers", { name: finding.challengers.join(", ") }),
      finding.target && words.say("ui.target", { name: finding.target }),
    ].filter(Boolean);
    row("ui.cue", `“${excerpt(text, finding.cues)}”`);
    row("ui.why", words.reason(finding.reason));
    row("ui.sure", words.say("ui.sure.value", { n: Math.round(finding.confidence * 100) }));
    return [
      node("h3", {}, title),
      quoted("contest"),
      node("p", {}, words.say(`ui.meaning.${finding.status}`)),
      ...(parties.length ? parties : [words.say("ui.nobody.claim")]).map((party) => node("p", {}, party)),
      node("dl", {}, ...rows),
    ];
  }
  row("ui.how", [words.say(`ui.kind.${finding.kind}`), deed(finding, words)].filter(Boolean).join(" · "));
  row("ui.source", `${words.say(`ui.source.${finding.source_type}`)}${finding.source.length ? `: “${excerpt(text, finding.source)}”` : ""}`);
  row("ui.cue", finding.cue.length ? `“${excerpt(text, finding.cue)}”` : words.say("ui.cue.none"));
  row("ui.why", words.reason(finding.reason));
  row("ui.sure", words.say("ui.sure.value", { n: Math.round(finding.confidence * 100) }));
  const quotation = node("blockquote", { part: "words" }, said(finding, text, words));
  return [node("h3", {}, speaker(finding, text, words)), quotation, node("dl", {}, ...rows)];
}

function speaker(finding, text, words) {
  return finding.speaker || excerpt(text, finding.source) || words.say("ui.nobody");
}

function short(words) {
  return words.length > 140 ? `${words.slice(0, 139).trimEnd()}…` : words;
}
