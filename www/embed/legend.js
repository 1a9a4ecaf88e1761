// The legend: a lens for all marks, and a chip for each kind of mark that hides or shows it.
import { glyph } from "./glyphs.js";
import { node } from "./node.js";
import { LENSES, looksOf, STATUSES } from "./pieces.js";

/** Returns the three lenses, one of which is selected; arrow keys move between them. Calls `choose(lens)`. */
export function lenses(chosen, words, choose) {
  const step = (event) => {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    choose(LENSES[(LENSES.indexOf(chosen) + by + LENSES.length) % LENSES.length]);
  };
  const buttons = LENSES.map((lens) => {
    const on = lens === chosen;
    const state = { role: "radio", "aria-checked": String(on), tabindex: on ? "0" : "-1", "data-lens": lens };
    return node("button", { type: "button", part: "lens", ...state, click: () => choose(lens) }, words.say(`ui.embed.lens.${lens}`));
  });
  return node("div", { class: "lens", role: "radiogroup", "aria-label": words.say("ui.embed.lens"), keydown: step }, ...buttons);
}

/** Returns a chip for each kind of mark that the lens shows and the article has. Calls `toggle(look)`. */
export function legend({ all, lens, hidden }, words, toggle) {
  const counts = new Map();
  for (const item of all) for (const look of looksOf(item)) counts.set(look, (counts.get(look) ?? 0) + 1);
  const claims = lens === "who" ? [] : STATUSES;
  const said = lens === "contested" ? [] : ["direct", "indirect", "mention", "silent"];
  const chips = [...claims, ...said, "check"].filter((look) => counts.has(look)).map((look) => {
    const [name, meaning] = names(look, words);
    const state = { "aria-pressed": String(!hidden.has(look)), title: meaning, "data-look": look };
    const sample = node("span", { class: `smp m-${look}` }, name);
    const sign = glyph(look === "check" ? "document" : look) ?? "";
    return node("button", { type: "button", class: "chip", part: "chip", ...state, click: () => toggle(look) }, sign, sample, node("small", {}, counts.get(look).toLocaleString(words.code)));
  });
  return node("div", { class: "key", role: "group", "aria-label": words.say("ui.embed.key") }, ...chips);
}

/** Returns the label of a chip, and what its mark means. */
function names(look, words) {
  if (STATUSES.includes(look)) return [words.say(`ui.status.${look}`), words.say(`ui.meaning.${look}`)];
  if (look === "mention") return [words.say("ui.kind.mention"), words.say("ui.mention.who")];
  if (look === "check") return [words.say("ui.checks"), undefined];
  if (look === "silent") return [words.say("ui.embed.silent"), undefined];
  return [words.say(`ui.embed.${look}`), words.say(`ui.legend.${look}`)];
}
